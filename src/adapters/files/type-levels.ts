import { foldName } from "#adapters/files/fold-name";
import type { Level, Tracker } from "#core/model";

/** Names of types above and below the story, as Jira spells them in the languages whose headers are known. */
const names: Record<Exclude<Level, "story">, string> = {
  initiative:
    "initiative, iniciativa, iniziativa, initiatief, inicjatywa, инициатива, イニシアチブ, theme, tema, thème, thema, legend",
  epic: "epic, epos, epopeya, épica, épopée, épico, epica, epik, эпик, エピック, 史诗, 长篇故事",
  subtask:
    "sub-task, subtask, sub task, subtarea, sous-tâche, sous tâche, unteraufgabe, subtarefa, sub-tarefa, sottotask, subtaak, podzadanie, подзадача, サブタスク, 子任务",
};

const levels = new Map<string, Level>();
for (const level of ["initiative", "epic", "subtask"] as const) {
  for (const name of names[level].split(",")) levels.set(foldName(name), level);
}

/** A Linear project has epic level (its issues are the stories). */
const linearLevels = new Map<string, Level>([["project", "epic"]]);

/** The level a type's name stands for: what the policy says, else a known name, else story. */
export function levelOfType(
  type: string | null,
  tracker: Tracker,
  policyLevels: Readonly<Record<string, Level>>,
): Level {
  if (type === null) return "story";
  const name = foldName(type);
  const own = Object.entries(policyLevels).find(([key]) => foldName(key) === name)?.[1];
  return own ?? (tracker === "linear" ? linearLevels.get(name) : undefined) ?? levels.get(name) ?? "story";
}
