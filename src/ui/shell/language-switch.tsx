import React from "react";
import { chooseLanguage, LANGUAGES, useText } from "../language";
import { Select } from "../parts/select";
import { remember, useRemembered } from "../remembered";

/** Every language under its own name: who cannot read the present one must find theirs. */
export function LanguageSwitch() {
  const text = useText();
  const language = chooseLanguage(useRemembered("rolecall.language"));
  return (
    <Select
      label={text("shell.language")}
      isLabelHidden
      value={language}
      options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label, language: value }))}
      onChange={(chosen) => remember("rolecall.language", chosen)}
    />
  );
}
