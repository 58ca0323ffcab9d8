import type { CompiledModel } from "#core/classify/compiled";
import type { Signal } from "#core/classify/extract";
import { type Feature, TITLE } from "#core/classify/model";
import { DAY } from "#core/days";
import { topPriorities } from "#core/lexicon/metadata";
import type { WorkItem } from "#core/model";

const FAR_DAYS = 180;
const NEAR_DAYS = 21;

/** Reasons outside the text. What is missing adds no line and weighs nothing. */
export function metadataSignals(item: WorkItem, model: CompiledModel, signals: Signal[]): void {
  const add = (feature: Feature | undefined, field: string): void => {
    if (feature)
      signals.push({
        feature,
        place: TITLE,
        share: 1,
        field,
        term: feature.statement,
        start: -1,
        end: -1,
        isVoided: false,
      });
  };
  const type = item.type === null ? undefined : model.typeByName.get(item.type.trim().toLowerCase());
  add(type, "type");
  // A level that was inferred from the type would say the same twice.
  if (!item.levelIsInferred) add(model.levels[item.level], "level");
  if (item.components.length > 0) add(model.fields.components, "components");
  if (item.estimate !== undefined && item.estimate > 0) add(model.fields.estimate, "estimate");
  if (item.sprint) add(model.fields.sprint, "sprint");
  if (item.priority && topPriorities.includes(item.priority.trim().toLowerCase()))
    add(model.fields.topPriority, "priority");
  add(dueDateFeature(item, model), "dueDate");
}

function dueDateFeature(item: WorkItem, model: CompiledModel): Feature | undefined {
  if (!item.dueDate || !item.created) return undefined;
  const days = (Date.parse(item.dueDate) - Date.parse(item.created)) / DAY;
  if (days >= FAR_DAYS) return model.fields.farDueDate;
  return days >= 0 && days <= NEAR_DAYS ? model.fields.nearDueDate : undefined;
}
