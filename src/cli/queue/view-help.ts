/** What the keys do, for the screen that ? opens. */
export const HELP: readonly (readonly [key: string, meaning: string])[] = [
  ["n  space  →", "the next open finding; what is passed over comes again next time"],
  ["p  ←", "the one before"],
  ["r", "reassign: record who shall take it over; the tracker is not written to"],
  ["d", "dismiss, with a reason and a note; some reasons are asked about again after a while"],
  ["s", "snooze until a day, or until something happens to the item"],
  ["o", "override: say that the item is strategic or tactical, against the classifier"],
  ["u", "undo the last decision of this session; again for the one before it"],
  ["q  Ctrl-C", "quit; everything decided is recorded already"],
  ["Esc", "one question back; nothing is recorded, and a note typed so far is kept"],
  ["Ctrl-U  Ctrl-W", "in a text: delete all of it, or a word"],
];
