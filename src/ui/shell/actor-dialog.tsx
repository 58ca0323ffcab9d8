import Button from "@atlaskit/button/new";
import Textfield from "@atlaskit/textfield";
import { useQueryClient } from "@tanstack/react-query";
import React, { useId, useState } from "react";
import { Text, useText } from "../language";
import { Dialog } from "../parts/dialog";
import { readRemembered, remember } from "../remembered";

/** Asks who the person is. This browser keeps the answer; each call carries it as a claim. */
export function ActorDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const client = useQueryClient();
  const field = useId();
  const [name, setName] = useState(readRemembered("rolecall.actor") ?? "");
  const keep = (chosen: string) => {
    remember("rolecall.actor", chosen === "" ? null : chosen);
    // What is "mine" and what may be decided depends on who asks.
    void client.invalidateQueries();
    onClose();
  };
  return (
    <Dialog
      title={text("shell.actor.title")}
      onClose={onClose}
      onSubmit={() => keep(name.trim())}
      actions={
        <>
          {readRemembered("rolecall.actor") !== null && (
            <Button appearance="subtle" onClick={() => keep("")}>
              {text("shell.actor.forget")}
            </Button>
          )}
          <Button appearance="subtle" onClick={onClose}>
            {text("parts.cancel")}
          </Button>
          <Button appearance="primary" type="submit">
            {text("shell.actor.save")}
          </Button>
        </>
      }
    >
      <p>
        <Text id="shell.actor.about" />
      </p>
      <p>
        <label htmlFor={field}>
          <Text id="shell.actor.name" />
        </label>
        <Textfield
          id={field}
          name="name"
          autoFocus
          autoComplete="name"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </p>
    </Dialog>
  );
}
