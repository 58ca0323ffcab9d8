import type en from "./en";

const de: Readonly<Record<keyof typeof en, string>> = {
  "shell.lost":
    "Rolecall antwortet nicht. Es wird alle paar Sekunden neu gefragt; keine Ihrer Entscheidungen ist verloren.",
  "shell.shut-out": "Diese Seite ist nicht mehr angemeldet. Laden Sie sie neu.",
  "shell.found": "Rolecall antwortet wieder.",
  "parts.error.unreachable": "Rolecall antwortet nicht",
  "findings.no-audit.about": "Befunde entstehen aus einer Prüfung der Arbeitselemente dieser Website.",
  "findings.reassign.about":
    "Festgehalten wird der Plan. Das Arbeitselement bleibt, wie es ist: Wird die Zuständigkeit in Jira geändert, sieht es die nächste Prüfung.",
  "overview.first.about":
    "Rolecall liest die Arbeitselemente dieser Website, unterscheidet strategische von taktischer Arbeit und zeigt mit allen Gründen, was bei der falschen Rolle liegt. Arbeitselemente werden nicht geändert.",
  "overview.again.full.about": "Dauert länger; nützlich, wenn etwas zu fehlen scheint.",
  "policy.read-only.about": "Jira-Administratoren ändern sie, auf der Seite von Rolecall in den Jira-Einstellungen.",
  "policy.default.about": "Schreiben Sie nur, was anders sein soll. Aufbewahrt wird es bei den Daten der App in Jira.",
  "roles.read-only.about": "Jira-Administratoren ändern sie, auf der Seite von Rolecall in den Jira-Einstellungen.",
  "roles.empty.action": "Zur Übersicht",
  "roles.groups.about":
    "Der Name wird als Jira-Gruppe und als Projektrolle in jedem Bereich nachgeschlagen, einmal am Tag.",
  "roles.groups.listed":
    "{count, plural, =0 {noch nicht nachgeschlagen: das tut die nächste Prüfung} one {# in der Richtlinie} other {# in der Richtlinie}}",
  "roles.groups.told":
    "{count, plural, =0 {niemand gefunden, nachgeschlagen am {day}} one {# gefunden, nachgeschlagen am {day}} other {# gefunden, nachgeschlagen am {day}}}",
  "setup.lead": "Was Rolecall liest, wo es aufbewahrt wird, und was fehlt.",
  "setup.doctor.start": "Überprüfen, was Rolecall lesen darf",
  "setup.doctor.empty": "Noch nicht überprüft",
  "setup.doctor.empty.about":
    "Die Überprüfung sagt, was die App von dieser Website sieht, und was fehlt. Sie liest nur.",
  "setup.run.doctor": "Überprüfung: bisher {checks} Prüfpunkte",
  "setup.gaps.unread.about": "Starten Sie eine Prüfung in der Übersicht.",
  "setup.again.files": "Die Befunde auf dem Bildschirm sind die der letzten Prüfung.",
  "setup.places.no-policy": "Noch ist nichts gespeichert: Es gilt die Standardrichtlinie.",
  "setup.places.about":
    "Beschreibungen von Arbeitselementen werden gelesen und nicht aufbewahrt; Titel, Namen und Entscheidungen bleiben im Speicher der App bei Atlassian.",
  "trail.mine.unknown": "Nur meine",
};
export default de;
