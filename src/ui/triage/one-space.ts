import { useCall } from "../queries";

/** Whether only one space is shown: then nothing is told apart by space. */
export const useIsOneSpace = (): boolean => (useCall("getCapabilities", {}).data?.space ?? null) !== null;
