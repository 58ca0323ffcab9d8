import Button from "@atlaskit/button/new";
import React from "react";
import type { CallError } from "../call-error";
import { useText } from "../language";
import { ErrorNotice } from "./error-notice";

/** Why something was not saved. Where somebody was faster, a button takes what they saved. */
export function SaveError({ error, onReload }: { error: CallError | null; onReload: () => void }) {
  const text = useText();
  if (!error) return null;
  return (
    <>
      <ErrorNotice error={error} />
      {error.kind === "stale" && (
        <div>
          <Button onClick={onReload}>{text("roles.stale.reload")}</Button>
        </div>
      )}
    </>
  );
}
