import type { Rule } from "#core/rule";
import { levelFocusMismatch } from "#core/rules/level-focus-mismatch";
import { mixedFocus } from "#core/rules/mixed-focus";
import { orphanTactical } from "#core/rules/orphan-tactical";
import { ownerInactive } from "#core/rules/owner-inactive";
import { ownerRoleMismatch } from "#core/rules/owner-role-mismatch";
import { ownerUnknown } from "#core/rules/owner-unknown";
import { roleCoverageGap } from "#core/rules/role-coverage-gap";
import { strategicOutsideProduct } from "#core/rules/strategic-outside-product";
import { strategyWithoutDelivery } from "#core/rules/strategy-without-delivery";
import { unowned } from "#core/rules/unowned";

/** Every rule, in the order in which reports show them. */
export const rules: readonly Rule[] = [
  ownerRoleMismatch,
  strategicOutsideProduct,
  roleCoverageGap,
  unowned,
  ownerInactive,
  levelFocusMismatch,
  mixedFocus,
  strategyWithoutDelivery,
  orphanTactical,
  ownerUnknown,
];
