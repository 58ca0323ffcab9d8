import Button from "@atlaskit/button/new";
import DownloadIcon from "@atlaskit/icon/core/download";
import { useMutation } from "@tanstack/react-query";
import React, { useState } from "react";
import { call, type ApiOutput } from "../../call";
import type { CallError } from "../../call-error";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { saveFile } from "../../parts/save-file";
import { useToasts } from "../../parts/toasts";
import { PersonField } from "../../triage/person-field";
import styles from "./data.module.css";
import { EraseDialog } from "./erase-dialog";

const NOBODY = { ref: "", name: "" };

/** Finds a person, hands out what is remembered about them, or has it forgotten. */
export function PersonPanel() {
  const text = useText();
  const show = useToasts();
  const [{ ref, name }, setPerson] = useState(NOBODY);
  const [isAsked, setIsAsked] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  // It changes nothing: whatever else is on screen stays as it is.
  const exported = useMutation<ApiOutput<"exportPerson">, CallError, string>({
    networkMode: "always",
    mutationFn: (person) => call("exportPerson", { ref: person }),
    onSuccess: (file) => {
      saveFile(file);
      show({ title: text("data.person.exported", { name: file.name }) });
    },
  });
  const withPerson = (act: () => void) => () => {
    setIsMissing(ref === "");
    if (ref !== "") act();
  };
  return (
    <Panel title={text("data.person")}>
      <div className={styles["parts"]}>
        <p className={styles["about"]}>{text("data.person.about")}</p>
        <div className={styles["field"]}>
          <PersonField
            legend={text("roles.column.name")}
            suggestions={[]}
            value={ref}
            onChange={(chosenRef, chosenName) => {
              setPerson({ ref: chosenRef, name: chosenName });
              setIsMissing(false);
              exported.reset();
            }}
          />
        </div>
        <p role="alert" className={styles["missing"]}>
          {isMissing && text("data.person.choose")}
        </p>
        <div className={styles["buttons"]}>
          <Button
            iconBefore={DownloadIcon}
            isLoading={exported.isPending}
            onClick={withPerson(() => exported.mutate(ref))}
          >
            {text("data.person.export")}
          </Button>
          <Button appearance="danger" onClick={withPerson(() => setIsAsked(true))}>
            {text("data.person.erase")}
          </Button>
        </div>
        {exported.error && <ErrorNotice error={exported.error} onRetry={() => exported.mutate(ref)} />}
      </div>
      {isAsked && (
        <EraseDialog
          person={{ ref, name }}
          onClose={() => setIsAsked(false)}
          onErased={() => {
            setIsAsked(false);
            setPerson(NOBODY);
          }}
        />
      )}
    </Panel>
  );
}
