import type { Policy } from "#core/config";
import { ROLE_FIELDS } from "#usecases/suggest-roles";

/** People fields that the policy, or a proposal of roles, reads. */
export const peopleFieldsOf = (policy: Policy): string[] => [
  ...policy.owner.fields,
  ...policy.peopleFields.map(({ field }) => field),
  ...Object.keys(ROLE_FIELDS),
];
