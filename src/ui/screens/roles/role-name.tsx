import Lozenge from "@atlaskit/lozenge";
import React from "react";
import { useText } from "../../language";
import type { Role } from "./entries";

const appearances = {
  "product-manager": "new",
  "product-owner": "inprogress",
  both: "success",
  other: "default",
} as const satisfies Record<Role, string>;

/** A role as a word; the colour only repeats it. */
export const RoleLozenge = ({ role }: { role: Role }) => (
  <Lozenge appearance={appearances[role]} maxWidth="12rem">
    {useText()(`roles.role.${role}`)}
  </Lozenge>
);
