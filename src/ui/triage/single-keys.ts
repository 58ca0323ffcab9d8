import { remember, useRemembered } from "../remembered";

/** Turns the shortcuts of one key on or off: a person who speaks to the computer would press them by accident. */
export const turnSingleKeys = (isOn: boolean): void => remember("rolecall.single-keys", isOn ? null : "off");

export const useSingleKeys = (): boolean => useRemembered("rolecall.single-keys") !== "off";
