import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { Link } from "wouter";
import { MixBar } from "../../charts/mix-bar";
import { useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import { DataTable } from "../../parts/data-table";
import { writeUrlValues } from "../../url-state";
import type { Compared } from "./comparison-result";
import styles from "./comparison-result.module.css";
import { Difference } from "./difference";

type Space = Compared["byScope"][number];
const FIRST = 20;
/** All of them stand in the page. */
const MOST = 300;

/** Findings and mix space by space, what changed most first. */
export function BySpace({ scopes }: { scopes: Compared["byScope"] }) {
  const text = useText();
  const [isAll, setIsAll] = useState(false);
  const columns = useColumns();
  const changeOf = (space: Space): number => Math.abs(space.findingsAfter - space.findingsBefore);
  const rows = [...scopes]
    .sort((a, b) => changeOf(b) - changeOf(a) || b.findingsAfter - a.findingsAfter)
    .slice(0, isAll ? MOST : FIRST);
  const rest = Math.min(scopes.length, MOST) - FIRST;
  return (
    <section className={styles["wide"]}>
      <h3 className={styles["title"]}>{text("reports.by-space")}</h3>
      <p className={styles["about"]}>{text("reports.open-and-decided")}</p>
      <DataTable caption={text("reports.by-space")} rows={rows} keyOf={({ id }) => id} columns={columns} />
      {rest > 0 && (
        <Button appearance="subtle" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
          {text(isAll ? "reports.fewer" : "reports.more", { count: rest })}
        </Button>
      )}
      {isAll && scopes.length > MOST && <p>{text("reports.by-space.cut", { shown: MOST, all: scopes.length })}</p>}
    </section>
  );
}

function useColumns(): Column<Space>[] {
  const text = useText();
  const { number } = useFormats();
  const mixOf = (when: "before" | "after"): Column<Space> => ({
    ...{ key: `mix-${when}`, header: text(`reports.mix.${when}`) },
    render: (space) => <Mix mix={space[when]} name={`${space.name}, ${text(`reports.${when}`)}`} />,
  });
  return [
    {
      ...{ key: "space", header: text("reports.space") },
      render: ({ id, name }) => <Link href={`/findings?${writeUrlValues({ scope: [id] })}`}>{name}</Link>,
    },
    { key: "before", header: text("reports.before"), align: "end", render: (row) => number(row.findingsBefore) },
    { key: "after", header: text("reports.after"), align: "end", render: (row) => number(row.findingsAfter) },
    {
      ...{ key: "change", header: text("reports.change"), align: "end" },
      render: ({ findingsBefore, findingsAfter }) => <Difference before={findingsBefore} after={findingsAfter} />,
    },
    mixOf("before"),
    mixOf("after"),
  ];
}

function Mix({ mix, name }: { mix: Space["before"]; name: string }) {
  const text = useText();
  const { percent } = useFormats();
  if (!mix) return <span className={styles["kind"]}>{text("reports.not-read")}</span>;
  const share = percent(mix.items === 0 ? 0 : mix.strategic / mix.items);
  return (
    <div className={styles["mix"]}>
      <MixBar mix={mix} name={name} isThin />
      <span className={styles["kind"]}>{text("reports.mix.share", { share, items: mix.items })}</span>
    </div>
  );
}
