import React from "react";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import type { Roles } from "./entries";
import { GroupsList } from "./groups-list";
import { FieldsList, TitlesList } from "./named-lists";
import styles from "./roles.module.css";
import { UnlistedChoice } from "./unlisted-choice";
import type { SourcesChange } from "./use-sources-change";

/** What tells roles beside the entries: groups, people fields, job titles, and what everybody else is. */
export function OtherSources({ roles, change }: { roles: Roles; change: SourcesChange }) {
  const text = useText();
  return (
    <Panel title={text("roles.sources.title")} isFlush>
      <p className={styles["about"]}>{text("roles.sources.about")}</p>
      <div className={styles["sources"]}>
        <GroupsList roles={roles} change={change} />
        <FieldsList roles={roles} change={change} />
        <TitlesList roles={roles} change={change} />
        <UnlistedChoice roles={roles} change={change} />
      </div>
    </Panel>
  );
}
