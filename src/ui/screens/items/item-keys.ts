import type { ShortcutLine } from "../../triage/shortcut-help";

/** Lines of the help. Decisions are made in the drawer here. */
export const ITEM_KEYS: readonly ShortcutLine[] = [
  { keys: [["j"], ["k"], ["↓"], ["↑"]], about: "findings.keys.move" },
  { keys: [["Enter"]], about: "findings.keys.open" },
  { keys: [["u"]], about: "findings.keys.undo" },
  { keys: [["/"]], about: "findings.keys.search" },
  { keys: [["Esc"]], about: "items.keys.escape" },
  { keys: [["?"]], about: "findings.keys.help" },
];
