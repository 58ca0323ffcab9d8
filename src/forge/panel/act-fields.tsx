import React from "react";
import type { FindingView, PanelView } from "#forge/panel-contract";
import { type DraftState, FOCUSES, REASONS, UNTILS, waitsOf } from "./draft";
import { DateField, Note, Pick } from "./fields";
import type { PanelActs } from "./use-panel";
import { useWords } from "./words";

/** What the fields of every decision are given. */
export interface FieldsProps {
  draft: DraftState;
  finding: FindingView;
  owner: PanelView["owner"];
  acts: PanelActs;
}

/** Why a finding is no problem, and for how long. */
export function DismissFields({ draft }: FieldsProps) {
  const t = useWords();
  const { reason, until, date } = draft.now;
  return (
    <>
      <Pick
        id="reason"
        label={t("field.reason")}
        options={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        value={reason}
        onChange={(next) => draft.choose({ reason: next })}
      />
      <Note isRequired label={t("field.note-required")} onType={(note) => draft.type({ note })} />
      <Pick
        id="until"
        label={t("field.holds")}
        options={UNTILS.map((value) => ({ value, label: t(`until.${value}`) }))}
        value={until}
        onChange={(next) => draft.choose({ until: next })}
      />
      {until === "date" && <DateField value={date} onChange={(next) => draft.choose({ date: next })} />}
    </>
  );
}

/** Until when a finding is set aside. */
export function SnoozeFields({ draft, finding }: FieldsProps) {
  const t = useWords();
  const { wait, date } = draft.now;
  return (
    <>
      <Pick
        id="wait"
        label={t("field.wait")}
        options={waitsOf(finding).map((value) => ({ value, label: t(`wait.${value}`) }))}
        value={wait}
        onChange={(next) => draft.choose({ wait: next })}
      />
      {wait === "date" && <DateField value={date} onChange={(next) => draft.choose({ date: next })} />}
      <Note label={t("field.note")} onType={(note) => draft.type({ note })} />
    </>
  );
}

/** What the work item really is, and why. */
export function OverrideFields({ draft }: FieldsProps) {
  const t = useWords();
  return (
    <>
      <Pick
        id="focus"
        label={t("field.focus")}
        options={FOCUSES.map((value) => ({ value, label: t(`focus.${value}.about`) }))}
        value={draft.now.focus}
        onChange={(focus) => draft.choose({ focus })}
      />
      <Note isRequired label={t("field.why")} onType={(note) => draft.type({ note })} />
    </>
  );
}
