import type { Roles } from "./entries";
import { replaceIn, toSources, type ListName, type Sources } from "./sources";
import { useUndoable, type ChangeState } from "./use-undoable";

export interface SourcesChange extends ChangeState {
  /** Puts another one, or none, in the place of an old one; with no old one at the end of the list. */
  replace: <Name extends ListName>(
    name: Name,
    old: Sources[Name][number] | null,
    by: Sources[Name][number] | null,
    said: { what: string; onSaved?: () => void },
  ) => void;
  setUnlisted: (what: Sources["unlistedPeople"], said: string, onSaved: () => void) => void;
}

/** Changes what else tells roles, and offers to take it back. */
export function useSourcesChange(roles: Roles): SourcesChange {
  const { save, refuse, ...state } = useUndoable("changeSources");
  const now = toSources(roles);
  const send = (change: Partial<Sources>, before: Partial<Sources>, what: string, onSaved?: () => void) =>
    save(roles.hash, {
      after: (basedOn) => ({ ...change, basedOn }),
      before: (basedOn) => ({ ...before, basedOn }),
      ...{ what, onSaved },
    });
  return {
    ...state,
    replace(name, old, by, { what, onSaved }) {
      const after = replaceIn<Sources[typeof name][number]>(now[name], old, by);
      if (after) send({ [name]: after }, { [name]: now[name] }, what, onSaved);
      else refuse();
    },
    setUnlisted: (unlistedPeople, what, onSaved) =>
      send({ unlistedPeople }, { unlistedPeople: now.unlistedPeople }, what, onSaved),
  };
}
