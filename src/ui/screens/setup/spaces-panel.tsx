import Button from "@atlaskit/button/new";
import React, { useEffect, useRef, useState } from "react";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Panel } from "../../parts/panel";
import { SaveError } from "../../parts/save-error";
import { useToasts } from "../../parts/toasts";
import { useCall, useChange } from "../../queries";
import { AuditAgain } from "../../runs/audit-again";
import { Radios } from "../../triage/radios";
import { useUrlState } from "../../url-state";
import styles from "./setup.module.css";
import { SpaceList } from "./space-list";
import { chosenOf, draftOf, isChanged, listed, type SpacesDraft, type SpacesView } from "./spaces-draft";

/** Which spaces of Jira are audited. Links of other screens lead here: `?show=spaces`. */
export function SpacesPanel() {
  const text = useText();
  const { data, error, refetch } = useCall("getSpaces", {});
  const place = useRef<HTMLDivElement>(null);
  const isWanted = useUrlState().first("show") === "spaces" && data !== undefined;
  useEffect(() => {
    if (!isWanted) return;
    // After the page, which begins at its title.
    const frame = requestAnimationFrame(() => {
      place.current?.scrollIntoView();
      place.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [isWanted]);
  return (
    <div ref={place} tabIndex={-1} className={styles["place"]}>
      <Panel title={text("setup.spaces.title")}>
        {error && (!data || error.kind !== "unreachable") && (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        )}
        {data ? <SpacesForm view={data} onReload={() => void refetch()} /> : !error && <Loading />}
      </Panel>
    </div>
  );
}

function SpacesForm({ view, onReload }: { view: SpacesView; onReload: () => void }) {
  const text = useText();
  const show = useToasts();
  const save = useChange("changeSpaces");
  // As it was when the choosing began: a save is refused where somebody else's came in between.
  const [base, setBase] = useState(view);
  const [draft, setDraft] = useState(draftOf(view));
  const hasChanged = isChanged(draft, base);
  // What was read after a save holds, also where somebody has changed it again since.
  if (base !== view && (!hasChanged || save.isSuccess || !isChanged(draft, view))) {
    setBase(view);
    setDraft(draftOf(view));
  }
  // Saved, and not read again yet: until then another save would be refused as stale.
  const isSettling = hasChanged && save.isSuccess;
  const edit = (next: SpacesDraft) => {
    if (save.isPending || isSettling) return;
    save.reset();
    setDraft(next);
  };
  const startAnew = () => {
    save.reset();
    setBase(view);
    setDraft(draftOf(view));
    onReload();
  };
  const send = () =>
    save.mutate(
      { basedOn: base.hash, spaces: chosenOf(draft) },
      { onSuccess: () => show({ title: text("setup.spaces.saved"), about: text("setup.spaces.saved.about") }) },
    );
  const spaces = listed(base, draft);
  const isMissing = !draft.isAll && draft.keys.length === 0;
  return (
    <div className={styles["check-up"]}>
      <fieldset disabled={!view.isWritable} className={styles["form"]}>
        <Radios
          legend={text("setup.spaces.about")}
          value={draft.isAll ? "all" : "some"}
          options={(["all", "some"] as const).map((value) => ({ value, label: text(`setup.spaces.${value}`) }))}
          onChange={(value) => edit({ ...draft, isAll: value === "all" })}
        />
      </fieldset>
      {!draft.isAll && (
        <SpaceList
          spaces={spaces}
          chosen={draft.keys}
          isDisabled={!view.isWritable}
          onChoose={(keys) => edit({ ...draft, keys })}
        />
      )}
      {!draft.isAll && (
        <p role="status" className={styles["line"]}>
          {isMissing ? text("setup.spaces.missing") : <Sum {...{ spaces, draft }} />}
        </p>
      )}
      {view.isFiltered && <p className={styles["note"]}>{text("setup.spaces.filtered")}</p>}
      <SaveError error={save.error} onReload={startAnew} />
      {hasChanged && (
        <div>
          <Button appearance="primary" isLoading={save.isPending || isSettling} isDisabled={isMissing} onClick={send}>
            {text("setup.spaces.save")}
          </Button>
        </div>
      )}
      {save.isSuccess && !hasChanged && <AuditAgain />}
    </div>
  );
}

function Sum({ spaces, draft }: { spaces: ReturnType<typeof listed>; draft: SpacesDraft }) {
  const chosen = spaces.filter(({ key }) => draft.keys.includes(key));
  const items = chosen.reduce((sum, space) => sum + (space.items ?? 0), 0);
  return <>{useText()("setup.spaces.sum", { count: chosen.length, items })}</>;
}
