import { DonutChart, Heading, Inline, LineChart, Lozenge, Stack, Text } from "@forge/react";
import React from "react";
import type { WidgetView } from "#forge/widget-contract";
import { useWords } from "./words";

const FOCUSES = ["strategic", "tactical", "unclear"] as const;
const HEIGHT = 220;

/** Charts of the widget. Each says its numbers in words, too. */

/** How much of the work is strategic. */
export function Mix({ mix }: { mix: WidgetView["mix"] }) {
  const t = useWords();
  const data = FOCUSES.map((focus) => ({ focus: t(`focus.${focus}`), count: mix[focus] }));
  const items = mix.strategic + mix.tactical + mix.unclear;
  return (
    <Stack space="space.050">
      <Heading as="h3" size="xxsmall">
        {t("widget.mix")}
      </Heading>
      <Text>{t("widget.mix.about", { ...mix, items })}</Text>
      {items > 0 && (
        <DonutChart
          data={data}
          colorAccessor="focus"
          labelAccessor="focus"
          valueAccessor="count"
          height={HEIGHT}
          showBorder={false}
        />
      )}
    </Stack>
  );
}

/** Open findings by how much they matter. */
export function OpenFindings({ open }: { open: WidgetView["open"] }) {
  const t = useWords();
  return (
    <Stack space="space.050">
      <Heading as="h3" size="xxsmall">
        {t("widget.findings")}
      </Heading>
      <Inline space="space.100" shouldWrap>
        <Lozenge appearance="danger">{`${t("severity.error")}: ${open.error}`}</Lozenge>
        <Lozenge appearance="warning">{`${t("severity.warning")}: ${open.warning}`}</Lozenge>
        <Lozenge>{`${t("severity.info")}: ${open.info}`}</Lozenge>
      </Inline>
    </Stack>
  );
}

/** How open findings went from audit to audit; two are needed to see a direction. */
export function Trend({ trend }: { trend: WidgetView["trend"] }) {
  const t = useWords();
  const [first] = trend;
  const last = trend.at(-1);
  return (
    <Stack space="space.050">
      <Heading as="h3" size="xxsmall">
        {t("widget.trend")}
      </Heading>
      {first && last && trend.length > 1 ? (
        <>
          <Text>
            {t("widget.trend.about", {
              ...{ before: first.open, from: t.day(first.at), after: last.open, to: t.day(last.at) },
            })}
          </Text>
          <LineChart
            data={trend.map(({ at, open }) => ({ day: t.day(at), open }))}
            xAccessor="day"
            yAccessor="open"
            height={HEIGHT}
            showBorder={false}
          />
        </>
      ) : (
        <Text>{t("widget.trend.first")}</Text>
      )}
    </Stack>
  );
}
