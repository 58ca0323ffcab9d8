import type { Policy } from "#core/config";
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
  const directory = createRoleDirectory(policy, "");
  const listed = directory.refOf({ id: name });
  const isListed = policy.people.some((entry) => directory.refOf({ id: entry.person }) === listed);
  const ref = isListed ? listed : (met ?? listed);
  const isApprover = policy.triage.approvers.some((approver) => directory.refOf({ id: approver }) === ref);
  return { ref, isClaimed: true, name, isKnown: isListed || met !== undefined || isApprover, isApprover };
}

/** Why somebody may not set a finding aside, as a sentence with the remedy; null when they may. Planning a new owner is open to all. */
export function refusalFor(
  act: "dismiss" | "snooze" | "override" | "undo",
  actor: Actor,
  owner: string | null,
  policy: Policy,
): string | null {
  const { approvers, ownFindings } = policy.triage;
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
