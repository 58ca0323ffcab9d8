import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React, { useState } from "react";
import { useFormats, useText } from "../../language";
import type { MessageKey } from "../../messages/messages";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Page } from "../../parts/page";
import { Panel } from "../../parts/panel";
import { SaveError } from "../../parts/save-error";
import { useToasts } from "../../parts/toasts";
import { useCall, useChange } from "../../queries";
import { Radios } from "../../triage/radios";
import { AnnounceFields } from "./announce-fields";
import { draftOf, readDraft, type ScheduleView } from "./schedule-draft";
import styles from "./schedule.module.css";
import { WhenFields } from "./when-fields";

/** When the weekly report is made, and where it is told of. */
export default function ScheduleScreen() {
  const text = useText();
  const { data, error, refetch } = useCall("getSchedule", {});
  return (
    <Page title={text("schedule.title")} lead={text("schedule.lead")}>
      {error && (!data || error.kind !== "unreachable") && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {/* Begins anew where another schedule is saved, by this form or by somebody else. */}
      {data ? (
        <ScheduleForm key={JSON.stringify(data.report)} schedule={data} onReload={() => void refetch()} />
      ) : (
        !error && <Loading />
      )}
    </Page>
  );
}

interface ScheduleFormProps {
  schedule: ScheduleView;
  onReload: () => void;
}

function ScheduleForm({ schedule, onReload }: ScheduleFormProps) {
  const text = useText();
  const { instant } = useFormats();
  const show = useToasts();
  const save = useChange("saveSchedule");
  const [draft, setDraft] = useState(draftOf(schedule));
  const [missing, setMissing] = useState<MessageKey>();
  const edit = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const send = () => {
    const read = readDraft(draft);
    setMissing("missing" in read ? read.missing : undefined);
    if ("missing" in read) return;
    const { report } = read;
    save.mutate(
      { basedOn: schedule.hash, report },
      {
        onSuccess: ({ next }) => {
          const about = next === null ? text("schedule.saved.off") : text("schedule.next", { at: instant(next) });
          show({ title: text("schedule.saved"), about });
        },
      },
    );
  };
  const reload = () => {
    save.reset();
    onReload();
  };
  return (
    <form
      className={styles["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {!schedule.isWritable && (
        <SectionMessage title={text("policy.read-only.title")}>{text("policy.read-only.about")}</SectionMessage>
      )}
      <p className={styles["next"]}>
        {schedule.next === null ? text("schedule.none") : text("schedule.next", { at: instant(schedule.next) })}
      </p>
      <Panel title={text("schedule.when")}>
        <fieldset disabled={!schedule.isWritable} className={styles["fields"]}>
          <Radios
            legend={text("schedule.is")}
            options={(["off", "on"] as const).map((value) => ({ value, label: text(`schedule.${value}`) }))}
            value={draft.isOn ? "on" : "off"}
            onChange={(chosen) => edit({ isOn: chosen === "on" })}
          />
          {draft.isOn && <WhenFields draft={draft} timeZones={schedule.timeZones} onEdit={edit} />}
        </fieldset>
      </Panel>
      {draft.isOn && (
        <Panel title={text("schedule.announce")}>
          <fieldset disabled={!schedule.isWritable} className={styles["fields"]}>
            <AnnounceFields draft={draft} onEdit={edit} />
          </fieldset>
        </Panel>
      )}
      <SaveError error={save.error} onReload={reload} />
      <div className={styles["foot"]}>
        <p role="alert" className={styles["missing"]}>
          {missing && text(missing)}
        </p>
        <Button type="submit" appearance="primary" isLoading={save.isPending} isDisabled={!schedule.isWritable}>
          {text("schedule.save")}
        </Button>
      </div>
    </form>
  );
}
