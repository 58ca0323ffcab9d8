import { toEntry, type EntriesChange, type Roles } from "./entries";
import { useUndoable, type ChangeState } from "./use-undoable";

export interface RolesChange extends ChangeState {
  /** Saves; `onSaved` closes what asked for it. `what` is said afterwards. */
  save: (change: EntriesChange, what: string, onSaved?: () => void) => void;
}

/** Changes who is listed in the policy, and offers to take it back. */
export function useRolesChange({ hash, people }: Pick<Roles, "hash" | "people">): RolesChange {
  const { save, refuse, ...state } = useUndoable("changePeople");
  const before = people.map(toEntry);
  return {
    ...state,
    save(change, what, onSaved) {
      const after = change(before)?.map(toEntry);
      if (!after) refuse();
      else
        save(hash, {
          after: (basedOn) => ({ basedOn, people: after }),
          before: (basedOn) => ({ basedOn, people: before }),
          ...{ what, onSaved },
        });
    },
  };
}
