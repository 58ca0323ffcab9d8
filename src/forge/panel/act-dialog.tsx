import {
  Button,
  ErrorMessage,
  Form,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Stack,
} from "@forge/react";
import React, { useState } from "react";
import type { ActKind, AuditView, FindingView, PanelView } from "#forge/panel-contract";
import { DismissFields, OverrideFields, SnoozeFields } from "./act-fields";
import { type Draft, toAct, useDraft } from "./draft";
import { HandOverFields } from "./hand-over-fields";
import { Refusals } from "./notices";
import type { PanelActs } from "./use-panel";
import { useWords, type WordKey } from "./words";

interface ActDialogProps {
  kind: ActKind;
  finding: FindingView;
  asOf: AuditView["asOf"];
  owner: PanelView["owner"];
  acts: PanelActs;
  onClose: () => void;
}

/** Asks for a decision and records it. What is missing or refused is said where the fields are, and nothing that was typed is lost. */
export function ActDialog({ kind, finding, asOf, owner, acts, onClose }: ActDialogProps) {
  const t = useWords();
  const draft = useDraft(finding.suggestions[0] ?? null);
  const [missing, setMissing] = useState<WordKey | null>(null);
  const [refusals, setRefusals] = useState<string[]>([]);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async (): Promise<void> => {
    const read = toAct(kind, draft.now);
    setMissing("missing" in read ? read.missing : null);
    if ("missing" in read || isBusy) return;
    setIsBusy(true);
    const why = await record(draft.now, read.act);
    setRefusals(why);
    setIsBusy(false);
    if (why.length === 0) onClose();
  };
  const record = ({ isNow, note }: Draft, act: Extract<ReturnType<typeof toAct>, { act: object }>["act"]) =>
    act.kind === "reassign" && isNow
      ? acts.handOver({ finding: finding.id, to: act.to, from: owner?.ref ?? null, note: note.trim(), asOf })
      : acts.decide({ finding: finding.id, act, asOf });

  const Fields = FIELDS[kind];
  return (
    <ModalTransition>
      <Modal onClose={onClose}>
        <Form onSubmit={submit}>
          <ModalHeader>
            <ModalTitle>{t(`title.${kind}`, { finding: finding.title })}</ModalTitle>
          </ModalHeader>
          <ModalBody>
            <Stack space="space.200">
              <Fields draft={draft} finding={finding} owner={owner} acts={acts} />
              {missing && <ErrorMessage>{t(missing)}</ErrorMessage>}
              <Refusals refusals={refusals} />
            </Stack>
          </ModalBody>
          <ModalFooter>
            <Button appearance="subtle" onClick={onClose}>
              {t("cancel")}
            </Button>
            <LoadingButton appearance="primary" type="submit" isLoading={isBusy}>
              {t(kind)}
            </LoadingButton>
          </ModalFooter>
        </Form>
      </Modal>
    </ModalTransition>
  );
}

const FIELDS = {
  dismiss: DismissFields,
  snooze: SnoozeFields,
  reassign: HandOverFields,
  override: OverrideFields,
} as const;
