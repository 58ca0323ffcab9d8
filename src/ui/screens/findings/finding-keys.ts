import type { ShortcutLine } from "../../triage/shortcut-help";

/** Lines of the help; what they do is in `use-finding-shortcuts.ts`. */
export const FINDING_KEYS: readonly ShortcutLine[] = [
  { keys: [["j"], ["k"], ["↓"], ["↑"]], about: "findings.keys.move" },
  { keys: [["Enter"]], about: "findings.keys.open" },
  { keys: [["x"], ["Space"]], about: "findings.keys.select" },
  { keys: [["Shift", "x"]], about: "findings.keys.range" },
  { keys: [["d"]], about: "findings.keys.dismiss" },
  { keys: [["s"]], about: "findings.keys.snooze" },
  { keys: [["r"]], about: "findings.keys.reassign" },
  { keys: [["o"]], about: "findings.keys.override" },
  { keys: [["u"]], about: "findings.keys.undo" },
  { keys: [["/"]], about: "findings.keys.search" },
  { keys: [["Esc"]], about: "findings.keys.escape" },
  { keys: [["?"]], about: "findings.keys.help" },
];
