import Button, { IconButton } from "@atlaskit/button/new";
import CrossIcon from "@atlaskit/icon/core/cross";
import React, { useId } from "react";
import { useFormats, useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Progress } from "../../parts/progress";
import { useCall } from "../../queries";
import { FilePreview } from "./file-preview";
import { sizeOf } from "./size-of";
import styles from "./import.module.css";
import type { Upload } from "./use-uploads";

interface UploadPanelProps {
  upload: Upload;
  /** Field to column, for all files. */
  columns: Readonly<Record<string, string>>;
  isLocked: boolean;
  onColumns: (columns: Readonly<Record<string, string>>) => void;
  onRemove: () => void;
  onRetry: () => void;
}

/** One export: on its way, and then what is in it. */
export function UploadPanel({ upload, columns, isLocked, onColumns, onRemove, onRetry }: UploadPanelProps) {
  const text = useText();
  const { number } = useFormats();
  const heading = useId();
  const { file, id, error, share } = upload;
  const preview = useCall(
    "previewImport",
    { upload: id ?? "", columns },
    { isEnabled: id !== null && !isLocked, isKeepingPrevious: true },
  );
  return (
    <section className={styles["file"]} aria-labelledby={heading}>
      <div className={styles["file-head"]}>
        <h3 id={heading} className={styles["file-name"]}>
          {file.name}
        </h3>
        <span className={styles["note"]}>
          {text("import.file.size", sizeOf(file.size, number))}
          {preview.data?.format && ` · ${preview.data.format}`}
        </span>
        {!isLocked && (
          <IconButton
            appearance="subtle"
            spacing="compact"
            icon={CrossIcon}
            label={text("import.file.remove", { name: file.name })}
            onClick={onRemove}
          />
        )}
      </div>
      {error && <ErrorNotice error={error} onRetry={onRetry} />}
      {id === null && !error && <Progress label={text("import.file.uploading", { name: file.name })} share={share} />}
      {id !== null && preview.isPending && !isLocked && (
        <Progress label={text("import.file.reading", { name: file.name })} />
      )}
      {preview.error && (
        <>
          <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
          {preview.error.kind === "not-found" && <Button onClick={onRetry}>{text("import.file.again")}</Button>}
        </>
      )}
      {id !== null && !isLocked && preview.data && (
        <FilePreview preview={preview.data} columns={columns} onColumns={onColumns} />
      )}
    </section>
  );
}
