import type { items as en } from "../en/items";

export const items: Readonly<Record<keyof typeof en, string>> = {
  "items.title": "Arbeitselemente",
  "items.lead": "Jedes Arbeitselement, wofür Rolecall es hält und warum.",
  "items.total": "{count, plural, =0 {Keine Arbeitselemente} one {# Arbeitselement} other {# Arbeitselemente}}",
  "items.capped": "Die Liste zeigt die ersten {count, number}. Engere Filter zeigen den Rest.",
  "items.search": "Schlüssel suchen, etwa PAY-12",
  "items.none": "Kein Arbeitselement passt",
  "items.none.about": "Ein Schlüssel wird als Ganzes gesucht. Bekannt ist nur, was die letzte Prüfung gelesen hat.",
  "items.column.item": "Arbeitselement",
  "items.column.type": "Typ und Ebene",
  "items.column.status": "Status",
  "items.column.owner": "Zuständig",
  "items.field.focus": "Ausrichtung",
  "items.field.scope": "Bereich",
  "items.field.level": "Ebene",
  "items.field.responsibility": "Aufgabengebiet",
  "items.field.name": "Schlüssel",
  "items.keys.escape": "Schließen",
};
