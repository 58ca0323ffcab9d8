import Lozenge from "@atlaskit/lozenge";
import React from "react";
import { useFormats, useText } from "../../language";
import type { ListedEntry } from "./entries";

/** From when to when an entry holds, and that it does not now. */
export function EntryDays({ entry: { from, to, state } }: { entry: Pick<ListedEntry, "from" | "to" | "state"> }) {
  const text = useText();
  const { day } = useFormats();
  const days =
    from && to
      ? text("roles.days.both", { from: day(from), to: day(to) })
      : from
        ? text("roles.days.from", { from: day(from) })
        : to
          ? text("roles.days.to", { to: day(to) })
          : text("roles.days.always");
  return (
    <>
      {days} {state !== "in-force" && <Lozenge>{text(`roles.state.${state}`)}</Lozenge>}
    </>
  );
}
