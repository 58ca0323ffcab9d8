import type { HeaderLanguage } from "#adapters/files/headers/language";

export const italian: HeaderLanguage = {
  code: "it",
  source: "column map of a public Python tool that imports Italian Jira Cloud exports",
  names: {
    title: ["Riepilogo"],
    key: ["Chiave di ticket"],
    type: ["Tipo ticket"],
    status: ["Stato"],
    resolution: ["Risoluzione"],
    priority: ["Priorità"],
    assignee: ["Assegnatario"],
    reporter: ["Richiedente"],
    created: ["Creati"],
    updated: ["Aggiornato"],
    dueDate: ["Data di scadenza"],
    labels: ["Etichette"],
    description: ["Descrizione"],
  },
};
