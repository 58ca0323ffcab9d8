import type { HeaderLanguage } from "#adapters/files/headers/language";

export const polish: HeaderLanguage = {
  code: "pl",
  source:
    "sample export in the tests of a public Express import route, and the column list of a public PowerShell script",
  names: {
    title: ["Podsumowanie"],
    key: ["Klucz zgłoszenia"],
    id: ["Id. zgłoszenia"],
    type: ["Typ zgłoszenia"],
    status: ["Status"],
    created: ["Utworzono"],
    updated: ["Zaktualizowano"],
    parent: ["Element nadrzędny"],
  },
};
