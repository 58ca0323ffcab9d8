import { view } from "@forge/bridge";
import React, { useEffect, useState, type ReactNode } from "react";
import { createWords, LanguageProvider, type Words } from "./words";

/** The language that the reader has chosen in their Atlassian account: `de-DE`. */
export const readLocale = async (): Promise<string> => (await view.getContext()).locale;

/** Draws once the reader's language is known: nothing is drawn in two languages. English where it cannot be told. */
export function InReadersLanguage({ locale, children }: { locale: () => Promise<string>; children: ReactNode }) {
  const [words, setWords] = useState<Words>();
  useEffect(() => {
    void locale()
      .then(createWords)
      .catch(() => createWords("en"))
      .then((known) => setWords(() => known));
  }, [locale]);
  return words ? <LanguageProvider value={words}>{children}</LanguageProvider> : null;
}
