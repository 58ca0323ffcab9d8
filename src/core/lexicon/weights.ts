import type { ModelWeights } from "#core/classify/model";

export const trainedWeights: ModelWeights = { groups: {}, responsibilities: {}, features: {} };
