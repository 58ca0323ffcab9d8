import React from "react";
import { useText } from "../language";
import { Section } from "./section";
import type { ItemDetail } from "./use-opened";

/** Who owns it, with which role, and who says so. */
export function OwnerSection({ owner }: { owner: ItemDetail["owner"] }) {
  const text = useText();
  return (
    <Section title={text("item.owner")}>
      {owner === null ? (
        <p>{text("item.owner.none")}</p>
      ) : (
        <>
          <p>
            <strong>{owner.name}</strong> ·{" "}
            {text(owner.role === null ? "item.role.unknown" : `item.role.${owner.role}`)}
          </p>
          <p>
            {text(`item.source.${owner.source}`)}: {owner.reason}
          </p>
        </>
      )}
    </Section>
  );
}
