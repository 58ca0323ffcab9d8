import type { BacklogReport } from "#core/backlog-report";
import type { Section } from "#core/render/backlog/blocks";
import { linkable } from "#core/render/printable";

const MOST = 5;
const WORDS = ["No", "One", "Two", "Three", "Four", "Five"];

/** The few findings that are most worth a look. */
export function describeLookAt({ lookAt }: BacklogReport): Section {
  const entries = lookAt.slice(0, MOST).map(({ subject, title, url, severity, line }) => ({
    ...{ key: subject, title, severity, line },
    url: linkable(url ?? undefined),
  }));
  return {
    id: "look-at",
    title: `${WORDS[entries.length] ?? ""} ${entries.length === 1 ? "item" : "items"} to look at`,
    blocks: entries.length === 0 ? [] : [{ kind: "entries", entries }],
  };
}
