import Button from "@atlaskit/button/new";
import PersonIcon from "@atlaskit/icon/core/person";
import React, { useState } from "react";
import { useText } from "../language";
import { useCall } from "../queries";
import { useRemembered } from "../remembered";
import { ActorDialog } from "./actor-dialog";

/** Who acts, in the header. Where the host has not signed the person in, they can say who they are. */
export function ActorButton() {
  const text = useText();
  const claimed = useRemembered("rolecall.actor");
  const { data } = useCall("getCapabilities", {});
  const [isOpen, setIsOpen] = useState(false);
  const actor = data?.actor;
  if (actor?.name != null && !actor.isClaimed) return <span>{actor.name}</span>;
  // Who started the server may have said who decides; here somebody else can say so.
  const name = claimed ?? actor?.name ?? null;
  const label = name === null ? text("shell.actor.nobody") : text("shell.actor.claimed", { name });
  return (
    <>
      <Button appearance="subtle" iconBefore={PersonIcon} onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      {isOpen && <ActorDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
