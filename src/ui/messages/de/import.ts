import type { importing as en } from "../en/import";

export const importing: Readonly<Record<keyof typeof en, string>> = {
  "import.title": "Import",
  "import.lead": "Einen Export, das Beispiel oder Ihre Tracker prüfen.",
  "import.files.title": "Exporte",
  "import.zone.title": "Exporte hier ablegen",
  "import.zone.over": "Loslassen zum Übergeben",
  "import.zone.choose": "Dateien auswählen",
  "import.zone.about":
    "CSV oder JSON aus Jira oder Linear, oder jede Tabelle mit einer Titelspalte; auch .gz. Sie bleiben auf diesem Rechner und werden nach der Prüfung gelöscht.",
  "import.file.size": "{size} {unit}",
  "import.file.remove": "{name} entfernen",
  "import.file.uploading": "{name} wird übergeben",
  "import.file.reading": "{name} wird angesehen",
  "import.file.again": "Noch einmal übergeben",
  "import.preview.problems": "{count, plural, one {# Problem} other {# Probleme}}",
  "import.preview.notices": "Wissenswertes",
  "import.preview.empty": "Keine Arbeitselemente erkannt",
  "import.preview.empty.about":
    "Prüfen Sie, ob es ein Export von Arbeitselementen ist und welche Spalte den Titel enthält.",
  "import.column.key": "Schlüssel",
  "import.column.title": "Titel",
  "import.column.type": "Typ",
  "import.column.status": "Status",
  "import.column.owner": "Zuständig",
  "import.nobody": "Niemand",
  "import.columns.title": "{count, plural, one {Wie # Spalte gelesen wird} other {Wie die # Spalten gelesen werden}}",
  "import.columns.about": "Eine Auswahl gilt für alle Dateien dieser Prüfung.",
  "import.columns.caption": "Spalten von {name}",
  "import.columns.column": "Spalte",
  "import.columns.field": "Gelesen als",
  "import.columns.example": "Beispiel",
  "import.columns.read-as": "{name} wird gelesen als",
  "import.columns.not-read": "Nicht gelesen",
  "import.columns.as-before": "Wie ohne Auswahl",
  "import.replaces.title": "Diese Dateien ersetzen das zuvor Gelesene",
  "import.replaces.about":
    "Die letzte Prüfung las {files}. Befunde darin gelten nach dieser als erledigt. Übergeben Sie alle Dateien eines Backlogs zusammen, oder starten Sie den Server für ein anderes Backlog mit eigener Datenbank (--db).",
  "import.audit.title": "Prüfung",
  "import.audit.ready": "{count, plural, one {# Datei ist bereit} other {# Dateien sind bereit}}",
  "import.audit.waits": "Es fehlen noch Dateien",
  "import.audit.unread":
    "In {names} ist nichts zu lesen: geben Sie an, wie die Spalten gelesen werden, oder entfernen Sie {count, plural, one {die Datei} other {die Dateien}}",
  "import.audit.clear": "Alle entfernen",
  "import.audit.start": "{count, plural, one {# Datei prüfen} other {# Dateien prüfen}}",
  "import.sample.title": "Beispiel-Backlog",
  "import.sample.about":
    "Rund 160 erfundene Arbeitselemente eines Unternehmens, das Yachthäfen betreibt, samt Rollen. Gut zum Umsehen.",
  "import.sample.audit": "Beispiel prüfen",
  "import.trackers.title": "Jira und Linear",
  "import.trackers.none":
    "Kein Tracker ist verbunden. Zum direkten Lesen braucht der Server Zugangsdaten in seiner Umgebung.",
  "import.trackers.connect": "Einen verbinden",
  "import.trackers.about": "Die erste Prüfung liest alles, spätere nur Änderungen. Dort wird nichts geschrieben.",
  "import.trackers.audit": "{tracker} lesen und prüfen",
  "import.trackers.both": "beide",
  "import.done.title": "Die Prüfung ist fertig",
  "import.done.items":
    "{items, plural, one {# Arbeitselement wurde beurteilt.} other {# Arbeitselemente wurden beurteilt.}}",
  "import.done.findings":
    "{findings, plural, =0 {Es gibt keine Befunde.} one {Es gibt # Befund.} other {Es gibt # Befunde.}}",
  "import.done.overview": "Zum Überblick",
  "import.done.to-findings": "Zu den Befunden",
  "import.done.next": "Etwas anderes prüfen",
  "import.left.title": "Befunde anderer Dateien gelten nun als erledigt",
  "import.left.about":
    "Die Prüfung davor las auch {files}: Befunde in {scopes} gelten als erledigt. Übergeben Sie alle Dateien eines Backlogs zusammen, oder geben Sie jedem Backlog eine eigene Datenbank.",
  "import.done.repeated":
    "{count, plural, one {# Zeile wiederholt ein Arbeitselement} other {# Zeilen wiederholen Arbeitselemente}} einer anderen Zeile; es zählt jeweils die letzte.",
  "import.incomplete": "Nicht alles ließ sich lesen",
  "import.preview.rows-of": "Die ersten Arbeitselemente aus {name}",
};
