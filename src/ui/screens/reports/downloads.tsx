import Button from "@atlaskit/button/new";
import DownloadIcon from "@atlaskit/icon/core/download";
import { useMutation } from "@tanstack/react-query";
import React from "react";
import { call, type ApiInput, type ApiOutput } from "../../call";
import type { CallError } from "../../call-error";
import { Text, useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { useToasts } from "../../parts/toasts";
import styles from "./downloads.module.css";
import { saveFile } from "../../parts/save-file";

type Format = ApiInput<"renderReport">["format"];
const FORMATS: readonly Format[] = ["html", "markdown", "csv", "json"];

/** The report on what is remembered now, to send or to go on with. */
export function Downloads() {
  const text = useText();
  const show = useToasts();
  // It changes nothing: whatever else is on screen stays as it is.
  const render = useMutation<ApiOutput<"renderReport">, CallError, Format>({
    networkMode: "always",
    mutationFn: (format) => call("renderReport", { format }),
    onSuccess: (file) => {
      saveFile(file);
      show({ title: text("reports.download.done", { name: file.name }) });
    },
  });
  return (
    <Panel title={text("reports.download")}>
      <p className={styles["about"]}>
        <Text id="reports.download.about" />
      </p>
      <ul className={styles["formats"]}>
        {FORMATS.map((format) => (
          <li key={format} className={styles["format"]}>
            <Button
              iconBefore={DownloadIcon}
              isLoading={render.isPending && render.variables === format}
              isDisabled={render.isPending && render.variables !== format}
              onClick={() => render.mutate(format)}
            >
              {text(`reports.download.${format}`)}
            </Button>
            <span className={styles["use"]}>{text(`reports.download.${format}.about`)}</span>
          </li>
        ))}
      </ul>
      {render.error && <ErrorNotice error={render.error} onRetry={() => render.mutate(render.variables)} />}
    </Panel>
  );
}
