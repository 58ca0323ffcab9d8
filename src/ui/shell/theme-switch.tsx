import React from "react";
import { useText } from "../language";
import { Select } from "../parts/select";
import { remember, useRemembered } from "../remembered";

/** Light, dark, or as the system. `paint-theme.ts` draws it, at once and before the first paint of the next visit. */
export function ThemeSwitch() {
  const text = useText();
  const wish = useRemembered("rolecall.theme") ?? "system";
  const choose = (theme: string) => {
    remember("rolecall.theme", theme === "system" ? null : theme);
    dispatchEvent(new Event("rolecall:theme"));
  };
  return (
    <Select
      label={text("shell.theme")}
      isLabelHidden
      value={wish}
      options={[
        { value: "system", label: text("shell.theme.system") },
        { value: "light", label: text("shell.theme.light") },
        { value: "dark", label: text("shell.theme.dark") },
      ]}
      onChange={choose}
    />
  );
}
