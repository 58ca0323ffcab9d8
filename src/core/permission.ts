import type { Policy } from "#core/config";
import type { Decision } from "#core/decision";
import { createRoleDirectory } from "#core/roles";

/** Who acts. What people say of themselves on a command line is a claim, and is recorded as one. */
export interface Actor {
  /** Reference; null when nobody said who they are. */
  ref: string | null;
  isClaimed: boolean;
  /** What they call themselves. */
  name: string | null;
  /** Whether the policy or an earlier run knows the person. */
  isKnown: boolean;
  /** Whether the policy lists the person as an approver. */
  isApprover: boolean;
}

export const NOBODY: Actor = { ref: null, isClaimed: false, name: null, isKnown: false, isApprover: false };

/** Someone by account id, e-mail or name; `met` is the reference under which a run has met them, where there is only one such person. */
export function claimActor(name: string, policy: Policy, met?: string): Actor {
  const listed = createRoleDirectory(policy, "").refOf({ id: name });
  const ref = isListed(listed, policy) ? listed : (met ?? listed);
  return toActor({ ref, isClaimed: true, name }, policy, met !== undefined);
}

/** Who is behind a decision that was recorded elsewhere; `isMet`: a run knows the person. */
export const actorOf = (
  { by, isClaimed }: Pick<Decision, "by" | "isClaimed">,
  policy: Policy,
  isMet: boolean,
): Actor => (by === null ? NOBODY : toActor({ ref: by, isClaimed, name: null }, policy, isMet));

function toActor(
  person: { ref: string; isClaimed: boolean; name: string | null },
  policy: Policy,
  isMet: boolean,
): Actor {
  const directory = createRoleDirectory(policy, "");
  const isApprover = policy.triage.approvers.some((approver) => directory.refOf({ id: approver }) === person.ref);
  return { ...person, isKnown: isMet || isApprover || isListed(person.ref, policy), isApprover };
}

function isListed(ref: string, policy: Policy): boolean {
  const directory = createRoleDirectory(policy, "");
  return policy.people.some((entry) => directory.refOf({ id: entry.person }) === ref);
}

/** What the policy may limit: each sets a finding aside, or brings it back. */
export type LimitedAct = Decision["kind"];

/**
 * Why somebody may not decide, as a sentence with the remedy; null when they may. Handing one's own item over is open to every
 * owner: it admits the finding.
 */
export function refusalFor(act: LimitedAct, actor: Actor, owner: string | null, policy: Policy): string | null {
  const { approvers } = policy.triage;
  const ownFindings = act === "reassign" ? "allowed" : policy.triage.ownFindings;
  if (approvers.length === 0 && ownFindings === "allowed") return null;
  if (actor.ref === null)
    return `The policy limits who may ${act}: say who you are with --as, ROLECALL_USER or git's user.email.`;
  if (approvers.length > 0 && !actor.isApprover)
    return `Only the approvers of the policy (triage.approvers) may ${act}. Ask one of them.`;
  if (ownFindings === "allowed") return null;
  if (!actor.isKnown)
    return `Nobody may ${act} findings about their own items, and this person is not known. List them under \`people\` in the policy.`;
  return owner === actor.ref
    ? `Nobody may ${act} findings about their own items (triage.ownFindings). Ask somebody else.`
    : null;
}
