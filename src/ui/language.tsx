import React, { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { FormattedMessage, IntlProvider, useIntl } from "react-intl";
import { loadWording, readLocales } from "./host";
import en from "./messages/en";
import type { MessageKey, Messages } from "./messages/messages";
import { readRemembered, useRemembered } from "./remembered";

export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;
export type { MessageKey };

/** English comes with the page, the others when somebody reads them. */
const catalogues: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import("./messages/de")).default,
  es: async () => (await import("./messages/es")).default,
};

const isLanguage = (name: string): name is Language => Object.hasOwn(LANGUAGES, name);

/** What the person chose here, else the first of the languages they read that there is. */
export function chooseLanguage(chosen: string | null = readRemembered("rolecall.language")): Language {
  const wishes = [chosen ?? "", ...readLocales()].map((wish) => wish.slice(0, 2).toLowerCase());
  return wishes.find(isLanguage) ?? "en";
}

export async function loadMessages(language: Language): Promise<Messages> {
  const [messages, wording] = await Promise.all([catalogues[language](), loadWording(language)]);
  return { ...messages, ...wording };
}

interface LanguageProviderProps {
  /** Loaded before the first paint, so that no screen is ever drawn in two languages. */
  initial: { language: Language; messages: Messages };
  children: ReactNode;
}

export function LanguageProvider({ initial, children }: LanguageProviderProps) {
  const wanted = chooseLanguage(useRemembered("rolecall.language"));
  const [shown, setShown] = useState(initial);
  useEffect(() => {
    let isCurrent = true;
    void loadMessages(wanted).then((messages) => {
      if (isCurrent) setShown({ language: wanted, messages });
    });
    return () => void (isCurrent = false);
  }, [wanted]);
  useEffect(() => void (document.documentElement.lang = shown.language), [shown.language]);
  return (
    <IntlProvider locale={shown.language} messages={shown.messages} defaultLocale="en">
      {children}
    </IntlProvider>
  );
}

export type TextValues = Readonly<Record<string, string | number | Date>>;

/** `text(key, values)`: a string of the catalogue, for attributes and wherever a string is needed. */
export function useText(): (key: MessageKey, values?: TextValues) => string {
  const { formatMessage } = useIntl();
  return useCallback((key, values) => formatMessage({ id: key }, values), [formatMessage]);
}

/** A string of the catalogue with elements in its places. */
export const Text = ({ id, values }: { id: MessageKey; values?: Readonly<Record<string, ReactNode>> }) => (
  <FormattedMessage id={id} values={values ?? {}} />
);

export interface Formats {
  number: (value: number) => string;
  /** 0.25 as 25 %. */
  percent: (share: number) => string;
  day: (instant: string | Date) => string;
  /** Day and time of day. */
  instant: (instant: string | Date) => string;
}

/** Numbers and dates as the person's language writes them. */
export function useFormats(): Formats {
  const intl = useIntl();
  return useMemo(
    () => ({
      number: (value) => intl.formatNumber(value),
      percent: (share) => intl.formatNumber(share, { style: "percent", maximumFractionDigits: 0 }),
      day: (instant) => intl.formatDate(instant, { dateStyle: "medium" }),
      instant: (instant) => intl.formatDate(instant, { dateStyle: "medium", timeStyle: "short" }),
    }),
    [intl],
  );
}
