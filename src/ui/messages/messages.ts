import type en from "./en";

export type MessageKey = keyof typeof en;
/** A catalogue: ICU text by key. */
export type Messages = Readonly<Record<MessageKey, string>>;
