import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { Link } from "wouter";
import { MixBar } from "../../charts/mix-bar";
import { partsOf, SEVERITIES } from "../../charts/series";
import { StackedBar } from "../../charts/stacked-bar";
import { Text, useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import { DataTable } from "../../parts/data-table";
import { Panel } from "../../parts/panel";
import type { Overview } from "./dashboard";
import { itemsPath, openPath } from "./paths";
import { SpacesKey } from "./spaces-key";
import styles from "./spaces.module.css";

type Space = Overview["scopes"][number];
const FIRST = 8;

const openOf = ({ error, warning, info }: Space): number => error + warning + info;

/** Where the findings are, space by space, and what the work there is made of. */
export function Spaces({ scopes, scopeCount }: { scopes: readonly Space[]; scopeCount: number }) {
  const text = useText();
  const [isAll, setIsAll] = useState(false);
  const columns = useColumns(Math.max(...scopes.map(openOf)));
  if (scopes.length === 0) return null;
  return (
    <Panel title={text("overview.spaces")} isFlush>
      <SpacesKey />
      <DataTable
        caption={text("overview.spaces.caption")}
        columns={columns}
        rows={isAll ? scopes : scopes.slice(0, FIRST)}
        keyOf={({ id }) => id}
      />
      {(scopes.length > FIRST || scopeCount > scopes.length) && (
        <div className={styles["foot"]}>
          {scopes.length > FIRST && (
            <Button appearance="subtle" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
              {text(isAll ? "overview.fewer" : "overview.more", { count: scopes.length - FIRST })}
            </Button>
          )}
          {scopeCount > scopes.length && (
            <span>
              <Text id="overview.spaces.cut" values={{ shown: scopes.length, all: scopeCount }} />
            </span>
          )}
        </div>
      )}
    </Panel>
  );
}

function useColumns(most: number): Column<Space>[] {
  const text = useText();
  const { number, percent } = useFormats();
  return [
    {
      ...{ key: "space", header: text("overview.spaces.name") },
      render: (space) => (
        <div className={styles["space"]}>
          <Link href={openPath({ scope: [space.id] })} className={styles["link"]}>
            {space.name}
          </Link>
          <span className={styles["small"]} title={space.modeReason}>
            {text(`overview.spaces.${space.mode}`)}
          </span>
        </div>
      ),
    },
    {
      ...{ key: "open", header: text("overview.spaces.open") },
      render: (space) => (
        <div className={styles["bars"]}>
          <StackedBar
            parts={partsOf(SEVERITIES, space)}
            whole={most}
            isThin
            label={text("overview.spaces.open.label", {
              ...{ name: space.name, error: space.error, warning: space.warning, info: space.info },
            })}
          />
          <span className={styles["small"]} aria-hidden="true">
            {openOf(space) === 0
              ? text("overview.spaces.open.none")
              : SEVERITIES.filter((severity) => space[severity] > 0)
                  .map((severity) => text(`overview.count.${severity}`, { count: space[severity] }))
                  .join(" · ")}
          </span>
        </div>
      ),
    },
    {
      ...{ key: "mix", header: text("overview.mix") },
      render: (space) => (
        <div className={styles["bars"]}>
          <MixBar mix={space} name={space.name} isThin />
          <span className={styles["small"]}>
            <Link href={itemsPath({ scope: [space.id] })} className={styles["link"]}>
              {text("overview.items", { items: space.items })}
            </Link>
            {" · "}
            {text("overview.spaces.share", {
              share: percent(space.items === 0 ? 0 : space.strategic / space.items),
              unclear: number(space.unclear),
            })}
          </span>
        </div>
      ),
    },
    {
      ...{ key: "balance", header: text("overview.spaces.balance") },
      render: ({ balance }) => (
        <div className={styles["balance"]} lang="en">
          {balance}
        </div>
      ),
    },
  ];
}
