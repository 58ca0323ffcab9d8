import type { overview as en } from "../en/overview";

export const overview: Readonly<Record<keyof typeof en, string>> = {
  "overview.title": "Überblick",
  "overview.lead": "Wer woran arbeitet, und was einen Blick braucht.",
  "overview.last-audit":
    "Letzte Prüfung {at} · {items, plural, one {# Arbeitselement} other {# Arbeitselemente}} aus {sources}",
  "overview.sources": "{first} und {more, number} weiteren",
  "overview.items": "{items, plural, one {# Arbeitselement} other {# Arbeitselemente}}",
  "overview.more": "{count, number} weitere zeigen",
  "overview.fewer": "Weniger zeigen",
  "overview.count.error": "{count, plural, one {# Fehler} other {# Fehler}}",
  "overview.count.warning": "{count, plural, one {# Warnung} other {# Warnungen}}",
  "overview.count.info": "{count, plural, one {# Hinweis} other {# Hinweise}}",

  "overview.first.title": "Zum ersten Ergebnis",
  "overview.first.about":
    "Rolecall liest Arbeitselemente, unterscheidet strategische von taktischer Arbeit und zeigt mit allen Gründen, was bei der falschen Rolle liegt. Das dauert eine Minute, und in den Tracker wird nichts geschrieben.",
  "overview.first.wait":
    "Noch wurde nichts geprüft. Sobald das jemand mit Verwaltungsrechten getan hat, steht das Ergebnis hier.",
  "overview.first.sample": "Das Beispiel-Backlog ansehen",
  "overview.first.sample.about":
    "Vier erfundene Produkte mit typischen Verwechslungen. So sähe hier auch das eigene Backlog aus.",
  "overview.first.sample.action": "Beispiel prüfen",
  "overview.first.import": "Einen Export importieren",
  "overview.first.import.about":
    "Eine CSV- oder JSON-Datei aus Jira oder Linear, oder jede Tabelle mit einer Titelspalte. Sie wird nur auf diesem Rechner gelesen.",
  "overview.first.import.action": "Datei wählen",
  "overview.first.connect": "Jira oder Linear verbinden",
  "overview.first.connect.about":
    "Liest die Tracker direkt, mit einem Token, das nur lesen darf. Spätere Prüfungen lesen nur, was sich geändert hat.",
  "overview.first.connect.action": "Verbindung einrichten",

  "overview.audit.starting": "Die Prüfung beginnt …",
  "overview.audit.reading": "Arbeitselemente werden gelesen …",
  "overview.audit.judging": "Arbeitselemente werden beurteilt …",
  "overview.audit.items": "bisher {items, plural, one {# Arbeitselement} other {# Arbeitselemente}}",
  "overview.audit.cancel": "Prüfung abbrechen",
  "overview.audit.done": "Die Prüfung ist fertig",
  "overview.audit.cancelled": "Die Prüfung wurde abgebrochen; es hat sich nichts geändert",
  "overview.audit.failed": "Die Prüfung ist gescheitert",
  "overview.audit.failed.remedy":
    "Bitte noch einmal versuchen. Frühere Ergebnisse und Entscheidungen sind weiterhin da.",

  "overview.again": "Erneut prüfen",
  "overview.again.trackers": "{trackers, select, jira {Jira} linear {Linear} other {Jira und Linear}} lesen",
  "overview.again.trackers.about": "Nur was sich seit dem letzten Mal geändert hat.",
  "overview.again.full": "Alles neu lesen",
  "overview.again.full.about": "Dauert länger; bemerkt auch gelöschte Arbeitselemente.",
  "overview.again.sample": "Das Beispiel erneut prüfen",
  "overview.again.sample.about": "Mit der Richtlinie, wie sie jetzt ist.",
  "overview.again.import": "Einen neuen Export importieren",
  "overview.again.import.about":
    "Eine Datei ist eine Momentaufnahme: erneut exportieren und die neue Datei dort ablegen.",

  "overview.incomplete": "Nicht alles konnte gelesen werden",
  "overview.headline.open":
    "{open, plural, one {# Befund ist offen} other {# Befunde sind offen}}, {errors, plural, =0 {keiner davon ein Fehler} one {# davon ein Fehler} other {# davon Fehler}}.",
  "overview.headline.new":
    "{new, plural, =0 {Die letzte Prüfung fand keine neuen.} one {# ist neu seit der Prüfung davor.} other {# sind neu seit der Prüfung davor.}}",
  "overview.headline.none": "Kein Befund ist offen.",
  "overview.headline.unsure": "Kein Befund ist offen, aber nicht alles konnte geprüft werden.",
  "overview.figures": "Offene Befunde in Zahlen",
  "overview.figure.error": "{count, plural, one {Fehler} other {Fehler}}",
  "overview.figure.warning": "{count, plural, one {Warnung} other {Warnungen}}",
  "overview.figure.info": "{count, plural, one {Hinweis} other {Hinweise}}",
  "overview.figure.new": "{count, plural, one {neu} other {neu}}",
  "overview.figure.again": "erneut gefragt",
  "overview.figure.unowned": "ohne Zuständige",
  "overview.figure.mine": "bei mir",
  "overview.aside": "Entschieden:",
  "overview.aside.planned": "{count, number} geplant",
  "overview.aside.snoozed": "{count, number} zurückgestellt",
  "overview.aside.dismissed": "{count, number} verworfen",
  "overview.aside.baseline": "{count, number} vorher bekannt",

  "overview.attention": "Zuerst ansehen",
  "overview.attention.all": "Alle {count} offenen Befunde",
  "overview.attention.none": "Nichts braucht einen Blick",
  "overview.attention.none.about":
    "Jeder Befund ist entschieden, oder es gab keinen. Die nächste Prüfung zeigt, was sich ändert.",
  "overview.attention.nobody": "niemand zuständig",
  "overview.attention.space": "zum ganzen Bereich",
  "overview.attention.new": "neu",
  "overview.attention.again": "erneut gefragt",

  "overview.mix": "Strategisch und taktisch",
  "overview.mix.about": "{items, plural, one {# Arbeitselement} other {# Arbeitselemente}} in der letzten Prüfung",
  "overview.mix.label":
    "{name}: {strategic, number} strategisch ({strategicShare, number, percent}), {tactical, number} taktisch ({tacticalShare, number, percent}), {unclear, number} nicht sicher ({unclearShare, number, percent})",

  "overview.changes": "Was sich geändert hat",
  "overview.changes.about": "Seit der Prüfung vom {day}",
  "overview.changes.first": "Das war die erste Prüfung. Die nächste zeigt, was neu, behoben oder wieder da ist.",
  "overview.changes.new": "Neue Befunde",
  "overview.changes.returned": "Wieder da",
  "overview.changes.fixed": "Behoben",
  "overview.changes.removed": "Mit dem Arbeitselement verschwunden",
  "overview.changes.new-ruleset":
    "Dabei änderten sich Urteile oder Regeln: Nicht jeder Schritt ist eine Änderung im Backlog.",
  "overview.changes.compare": "Beide Prüfungen vergleichen",

  "overview.spaces": "Wo die Befunde sind",
  "overview.spaces.caption": "Offene Befunde, Verteilung und Gleichgewicht nach Bereich",
  "overview.spaces.name": "Bereich",
  "overview.spaces.open": "Offene Befunde",
  "overview.spaces.open.label":
    "{name}: {error, number} Fehler, {warning, plural, one {# Warnung} other {# Warnungen}}, {info, plural, one {# Hinweis} other {# Hinweise}}",
  "overview.spaces.open.none": "keine",
  "overview.spaces.share": "{share} strategisch, {unclear} nicht sicher",
  "overview.spaces.balance": "Gleichgewicht",
  "overview.spaces.separate": "Getrennte Rollen",
  "overview.spaces.combined": "Beide Rollen in einer Person",
  "overview.spaces.unknown": "Rollen nicht bekannt",
  "overview.spaces.cut": "Die {shown, number} Bereiche mit den meisten offenen Befunden, von {all, number}.",

  "overview.rules": "Welcher Art sie sind",

  "overview.trend": "Entwicklung",
  "overview.trend.first": "Die Entwicklung beginnt mit der nächsten Prüfung: Erst zwei zeigen eine Richtung.",
  "overview.trend.open": "Offene Befunde",
  "overview.trend.mix": "Strategischer Anteil",
  "overview.trend.open.at": "{day}: {open, number} offen, {decided, number} entschieden",
  "overview.trend.open.name": "Offen",
  "overview.trend.decided.name": "Entschieden",
  "overview.trend.mix.at": "{day}: {strategic} strategisch, {tactical} taktisch, {unclear} nicht sicher",
  "overview.trend.open.label":
    "Offene Befunde über {audits, number} Prüfungen: {before, number} am {from}, {after, number} am {to}. Alle Zahlen stehen in der Tabelle darunter.",
  "overview.trend.mix.label":
    "Anteil strategischer Arbeitselemente über {audits, number} Prüfungen: {before} am {from}, {after} am {to}. Alle Zahlen stehen in der Tabelle darunter.",
  "overview.trend.new-ruleset": "Urteile oder Regeln geändert",
  "overview.trend.incomplete": "Nicht alles wurde gelesen",
  "overview.trend.table": "Entwicklung als Tabelle",
  "overview.trend.column.at": "Prüfung",
  "overview.trend.column.items": "Arbeitselemente",
  "overview.trend.column.open": "Offen",
  "overview.trend.column.strategic": "Strategisch",
  "overview.trend.column.tactical": "Taktisch",
  "overview.trend.column.unclear": "Nicht sicher",
  "overview.trend.column.notes": "Anmerkungen",

  "overview.gaps": "Was nicht geprüft werden konnte",
  "overview.gaps.about": "Vielleicht gibt es mehr zu finden, sobald das eingerichtet ist.",
  "overview.gaps.roles": "Rollen angeben",
  "overview.gaps.policy": "Regeln und Richtlinie öffnen",
  "overview.gaps.setup": "Ansehen, was gelesen wurde",
  "overview.first.jira": "Diese Website prüfen",
  "overview.first.jira.about":
    "Liest die Arbeitselemente der Bereiche, die die App sehen darf. Große Websites dauern eine Weile; die Seite darf derweil verlassen werden.",
  "overview.first.jira.action": "Prüfung starten",
  "overview.last-audit.here": "Letzte Prüfung {at} · {items, plural, one {# Arbeitselement} other {# Arbeitselemente}}",
};
