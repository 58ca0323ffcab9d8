import type { HeaderLanguage } from "#adapters/files/headers/language";

export const dutch: HeaderLanguage = {
  code: "nl",
  source: "a public Flask tool that reads Dutch Jira exports, and a Dutch HTML export pasted into a public React page",
  names: {
    title: ["Samenvatting"],
    key: ["Issuecode", "Code"],
    type: ["Issuetype"],
    status: ["Status"],
    resolution: ["Resolutie"],
    priority: ["Prioriteit"],
    assignee: ["Uitvoerder"],
    reporter: ["Melder"],
    created: ["Aangemaakt"],
    updated: ["Bijgewerkt"],
  },
};
