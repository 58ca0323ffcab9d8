import SectionMessage from "@atlaskit/section-message";
import React, { useState } from "react";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Page } from "../../parts/page";
import { SaveBar } from "../../parts/save-bar";
import { SaveError } from "../../parts/save-error";
import { useToasts } from "../../parts/toasts";
import { useCall, useChange } from "../../queries";
import { LeaveGuard } from "../policy/leave-guard";
import { RolesPanel } from "./roles-panel";
import { RulesPanel } from "./rules-panel";
import { SearchPanel } from "./search-panel";
import { draftOf, inputOf, isChanged, type SpaceDraft, type SpaceView } from "./space-draft";

/** What the policy says of the space that the page belongs to. */
export default function SpaceScreen() {
  const text = useText();
  const { data, error, refetch } = useCall("getSpace", {});
  const [saves, setSaves] = useState(0);
  const lead = data ? text("space.lead", { space: data.space.name }) : undefined;
  return (
    <Page title={text("space.title")} lead={lead}>
      {error && (!data || error.kind !== "unreachable") && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data ? (
        <SpaceForm key={saves} space={data} onReload={() => void refetch().then(() => setSaves(saves + 1))} />
      ) : (
        !error && <Loading />
      )}
    </Page>
  );
}

interface SpaceFormProps {
  space: SpaceView;
  /** What is saved is asked for, and the form begins anew with it. */
  onReload: () => void;
}

function SpaceForm({ space, onReload }: SpaceFormProps) {
  const text = useText();
  const show = useToasts();
  const save = useChange("saveSpace");
  // As it was when the form began: a save is refused where somebody else's came in between.
  const [base, setBase] = useState(space);
  const [draft, setDraft] = useState(draftOf(space));
  const hasChanged = isChanged(draft, base);
  if (!hasChanged && base !== space) {
    setBase(space);
    setDraft(draftOf(space));
  }
  const discard = () => {
    save.reset();
    setBase(space);
    setDraft(draftOf(space));
  };
  const send = () =>
    save.mutate(inputOf(draft, base.hash), {
      onSuccess: () => {
        show({ title: text("space.saved"), about: text("space.saved.about") });
        onReload();
      },
    });
  const form = {
    ...{ space: base, draft, isDisabled: !space.isWritable },
    onEdit: (change: Partial<SpaceDraft>) => setDraft({ ...draft, ...change }),
  };
  return (
    <>
      {!space.isWritable && <SectionMessage>{text("space.read-only")}</SectionMessage>}
      <RolesPanel {...form} />
      <RulesPanel {...form} />
      <SearchPanel {...form} />
      <SaveError error={save.error} onReload={onReload} />
      {hasChanged && (
        <>
          <SaveBar save={text("space.save")} isPending={save.isPending} onSave={send} onDiscard={discard} />
          <LeaveGuard onDiscard={discard} />
        </>
      )}
    </>
  );
}
