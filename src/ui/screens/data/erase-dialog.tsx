import React from "react";
import { useText } from "../../language";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import { ErrorNotice } from "../../parts/error-notice";
import { useToasts } from "../../parts/toasts";
import { useChange } from "../../queries";

interface EraseDialogProps {
  person: { ref: string; name: string };
  onClose: () => void;
  onErased: () => void;
}

/** Asks before a person is forgotten: nothing brings the name back. */
export function EraseDialog({ person: { ref, name }, onClose, onErased }: EraseDialogProps) {
  const text = useText();
  const show = useToasts();
  const erase = useChange("erasePerson");
  const confirm = () =>
    erase.mutate(
      { ref },
      {
        onSuccess: ({ isErased }) => {
          show({ title: text(isErased ? "data.erase.done" : "data.erase.nothing", { name }) });
          onErased();
        },
      },
    );
  return (
    <ConfirmDialog
      title={text("data.erase.title", { name })}
      confirm={text("data.erase.confirm", { name })}
      isDangerous
      isPending={erase.isPending}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{text("data.erase.about")}</p>
      {erase.error && <ErrorNotice error={erase.error} />}
    </ConfirmDialog>
  );
}
