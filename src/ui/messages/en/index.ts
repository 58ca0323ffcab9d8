import { data } from "./data";
import { findings } from "./findings";
import { importing } from "./import";
import { item } from "./item";
import { items } from "./items";
import { overview } from "./overview";
import { parts } from "./parts";
import { policy } from "./policy";
import { reports } from "./reports";
import { roles } from "./roles";
import { schedule } from "./schedule";
import { setup } from "./setup";
import { shell } from "./shell";
import { space } from "./space";
import { trail } from "./trail";

/** Every string on screen. All other languages have the same keys. */
const en = {
  ...shell,
  ...parts,
  ...overview,
  ...findings,
  ...item,
  ...items,
  ...roles,
  ...policy,
  ...reports,
  ...trail,
  ...importing,
  ...setup,
  ...space,
  ...schedule,
  ...data,
};
export default en;
