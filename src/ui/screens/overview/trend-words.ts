import { useIntl } from "react-intl";
import { useFormats, useText } from "../../language";
import type { Run } from "./dashboard";

/** Findings of an audit that people had decided on by then. */
export const decidedIn = ({ open, error, warning, info }: Run): number => error + warning + info - open;

/** A trend in words: for whoever does not see it, and the numbers of one step for whoever points at it. */
export function useTrendWords(trend: readonly Run[]) {
  const text = useText();
  const { day, percent } = useFormats();
  const intl = useIntl();
  const shareOf = (count: number, { items }: Run): string => percent(items === 0 ? 0 : count / items);
  const ends = (first: Run, last: Run) => ({ audits: trend.length, from: day(first.at), to: day(last.at) });
  const [first, last] = [trend[0], trend.at(-1)];
  const openAt = (step: number): string => {
    const run = trend[step];
    if (!run) return "";
    return text("overview.trend.open.at", { day: day(run.at), open: run.open, decided: decidedIn(run) });
  };
  const mixAt = (step: number): string => {
    const run = trend[step];
    if (!run) return "";
    const [strategic, tactical, unclear] = [run.strategic, run.tactical, run.unclear].map((n) => shareOf(n, run));
    return text("overview.trend.mix.at", {
      ...{ day: day(run.at), strategic: strategic ?? "", tactical: tactical ?? "", unclear: unclear ?? "" },
    });
  };
  return {
    /** Short: they stand side by side below the chart. */
    dates: trend.map(({ at }) => intl.formatDate(at, { day: "numeric", month: "short" })),
    open:
      first && last
        ? text("overview.trend.open.label", { ...ends(first, last), before: first.open, after: last.open })
        : "",
    mix:
      first && last
        ? text("overview.trend.mix.label", {
            ...ends(first, last),
            ...{ before: shareOf(first.strategic, first), after: shareOf(last.strategic, last) },
          })
        : "",
    openAt,
    mixAt,
  };
}
