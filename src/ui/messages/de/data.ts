import type { data as en } from "../en/data";

export const data: Readonly<Record<keyof typeof en, string>> = {
  "data.title": "Daten und Datenschutz",
  "data.lead": "Was über Personen gespeichert ist, und wie es gelöscht wird.",
  "data.person": "Was über eine Person gespeichert ist",
  "data.person.about":
    "Namen von Zuständigen, und wer was entschieden hat. Suchen Sie die Person, geben Sie heraus, was gespeichert ist, oder lassen Sie es vergessen.",
  "data.person.export": "Als JSON exportieren",
  "data.person.exported": "{name} ist heruntergeladen",
  "data.person.erase": "Diese Person vergessen",
  "data.person.choose": "Wählen Sie zuerst eine Person.",
  "data.erase.title": "{name} endgültig vergessen?",
  "data.erase.about":
    "Der Name wird aus allem Gespeicherten entfernt, auch aus Entscheidungen: Sie bleiben, und niemand kann mehr erkennen, von wem sie sind. Das lässt sich nicht zurücknehmen. Spätere Prüfungen erfahren ihn nicht wieder. Ein Eintrag der Richtlinie, der die Person nennt, bleibt: Entfernen Sie ihn auf der Seite Rollen.",
  "data.erase.confirm": "{name} vergessen",
  "data.erase.done": "{name} ist vergessen",
  "data.erase.nothing": "Über {name} war nichts gespeichert",
  "data.purge": "Alte Prüfungen",
  "data.purge.about":
    "Löscht Prüfungen und Befunde, die vor einem Tag endeten. Offene Befunde, Entscheidungen und die letzte Prüfung bleiben.",
  "data.purge.before": "Vor dem",
  "data.purge.action": "Alte Prüfungen löschen",
  "data.purge.title": "Löschen, was vor dem {day} endete?",
  "data.purge.warning": "Verläufe und Vergleiche beginnen dann später. Das lässt sich nicht zurücknehmen.",
  "data.purge.confirm": "Löschen",
  "data.purge.done":
    "{runs, plural, =0 {Keine Prüfungen} one {# Prüfung} other {# Prüfungen}} und {findings, plural, =0 {keine Befunde} one {# Befund} other {# Befunde}} gelöscht",
  "data.published": "Was an Arbeitselemente geschrieben wurde",
  "data.published.about":
    "Wo Bereiche es erlauben, schreibt Rolecall an Arbeitselemente, was gefunden wurde, damit JQL es findet. Hiermit wird alles davon entfernt, in jedem Bereich.",
  "data.published.action": "Von allen Arbeitselementen entfernen",
  "data.published.title": "Von allen Arbeitselementen entfernen?",
  "data.published.warning":
    "Filter und Boards mit rolecallFocus oder rolecallFinding finden dann nichts mehr. In Bereiche, die es weiter erlauben, schreibt die nächste Prüfung wieder.",
  "data.published.confirm": "Entfernen",
  "data.published.done": "In Arbeitselementen steht nichts mehr von Rolecall",
  "data.everything": "Alles",
  "data.everything.about":
    "Löscht alle Prüfungen, Befunde und Entscheidungen. Die Richtlinie bleibt. An Ihren Arbeitselementen ändert sich nichts.",
  "data.everything.action": "Alles löschen",
  "data.everything.title": "Alles löschen?",
  "data.everything.warning":
    "Alle Prüfungen, Befunde und Entscheidungen aller Personen werden gelöscht, mit dem Verlauf, und auch, wer vergessen bleiben sollte: Die nächste Prüfung erfährt diese Namen wieder. Das lässt sich nicht zurücknehmen.",
  "data.everything.type": "Geben Sie zur Bestätigung „{phrase}“ ein",
  "data.everything.phrase": "alles löschen",
  "data.everything.done": "Alles ist gelöscht",
};
