import type { Baseline } from "#lab/baselines/baseline";

/** The more frequent class for everything. */
export const majority: Baseline = {
  name: "majority",
  train(items) {
    const strategic = items.filter(({ label }) => label === "strategic").length;
    const answer = strategic * 2 > items.length ? "strategic" : "tactical";
    return () => ({ answer, probability: strategic / Math.max(1, items.length) });
  },
};

/** The more frequent class of each issue type; a type never seen, or none, gets the class of items without a type. */
export const issueType: Baseline = {
  name: "issue type",
  train(items) {
    const counts = new Map<string, { strategic: number; all: number }>();
    for (const { item, label } of items) {
      const type = item.type?.toLowerCase() ?? "";
      const count = counts.get(type) ?? { strategic: 0, all: 0 };
      count.all++;
      if (label === "strategic") count.strategic++;
      counts.set(type, count);
    }
    return ({ item }) => {
      const { strategic, all } = counts.get(item.type?.toLowerCase() ?? "") ??
        counts.get("") ?? { strategic: 0, all: 1 };
      return { answer: strategic * 2 > all ? "strategic" : "tactical", probability: strategic / all };
    };
  },
};
