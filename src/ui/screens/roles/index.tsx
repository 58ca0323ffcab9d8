import SectionMessage from "@atlaskit/section-message";
import Textfield from "@atlaskit/textfield";
import React, { useId } from "react";
import { useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Page } from "../../parts/page";
import { Panel } from "../../parts/panel";
import { useCall } from "../../queries";
import { AuditLink } from "../../runs/audit-link";
import { AuditAgain } from "../../runs/audit-again";
import { useUrlState } from "../../url-state";
import { ChangeError } from "./change-error";
import { DirectoryPanel } from "./directory-panel";
import { EntriesPanel } from "./entries-panel";
import type { Roles } from "./entries";
import { OtherSources } from "./other-sources";
import { ProposalsPanel } from "./proposals-panel";
import styles from "./roles.module.css";
import { UnlistedPanel } from "./unlisted-panel";
import { useRolesChange } from "./use-roles-change";
import { useSourcesChange } from "./use-sources-change";

export default function RolesScreen() {
  const text = useText();
  const { data, error, refetch } = useCall("getRoles", {});
  return (
    <Page title={text("roles.title")} lead={text("roles.lead")}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data ? <RolesParts roles={data} /> : !error && <Loading />}
    </Page>
  );
}

function RolesParts({ roles }: { roles: Roles }) {
  const text = useText();
  const id = useId();
  const { first, change: changeUrl } = useUrlState();
  const change = useRolesChange(roles);
  const sources = useSourcesChange(roles);
  const wanted = first("q") ?? "";
  const isSearched = wanted.trim() !== "";
  const narrow = <Person extends { name?: string | undefined; person?: string }>(people: readonly Person[]) =>
    people.filter(({ name, person }) =>
      `${name ?? ""} ${person ?? ""}`.toLowerCase().includes(wanted.trim().toLowerCase()),
    );
  const [proposals, unlisted] = [narrow(roles.proposals), narrow(roles.unlisted)];
  const isEmpty = [roles.directory, roles.proposals, roles.unlisted, roles.people].every(({ length }) => length === 0);
  return (
    <>
      {(change.hasSaved || sources.hasSaved) && <AuditAgain />}
      {!roles.isWritable && (
        <SectionMessage title={text("roles.read-only.title")}>{text("roles.read-only.about")}</SectionMessage>
      )}
      <ChangeError change={change} />
      <ChangeError change={sources} />
      {isEmpty ? (
        <Panel>
          <EmptyState title={text("roles.empty")} action={<AuditLink label={text("roles.empty.action")} />}>
            {text("roles.empty.about")}
          </EmptyState>
        </Panel>
      ) : (
        <div className={styles["search"]}>
          <label className={styles["label"]} htmlFor={id}>
            {text("roles.search")}
          </label>
          <Textfield
            isCompact
            id={id}
            type="search"
            value={wanted}
            onChange={(event) => changeUrl({ q: event.currentTarget.value }, "replace")}
          />
        </div>
      )}
      {proposals.length > 0 && <ProposalsPanel {...{ proposals, change }} isWritable={roles.isWritable} />}
      {roles.unlisted.length > 0 && (
        <UnlistedPanel
          all={roles.unlisted}
          people={unlisted}
          count={isSearched ? unlisted.length : roles.unlistedCount}
          isWritable={roles.isWritable}
          change={change}
        />
      )}
      {!isEmpty && <DirectoryPanel people={narrow(roles.directory)} isSearched={isSearched} />}
      <EntriesPanel entries={narrow(roles.people)} roles={roles} isSearched={isSearched} change={change} />
      <OtherSources roles={roles} change={sources} />
    </>
  );
}
