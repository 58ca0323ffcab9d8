import type { shell as en } from "../en/shell";

export const shell: Readonly<Record<keyof typeof en, string>> = {
  "shell.product": "Rolecall",
  "shell.skip": "Zum Inhalt springen",
  "shell.navigation": "Bereiche",
  "shell.menu": "Menü",
  "shell.page-title": "{title} · Rolecall",
  "shell.database": "Datenbank: {name}",
  "shell.host.local": "auf diesem Rechner",
  "shell.theme": "Farben",
  "shell.theme.system": "Wie das System",
  "shell.theme.light": "Hell",
  "shell.theme.dark": "Dunkel",
  "shell.language": "Sprache",
  "shell.loading": "Wird geladen …",
  "shell.unknown.title": "Diese Seite gibt es nicht",
  "shell.unknown.lead": "Die Adresse ist vielleicht vertippt oder stammt aus einer anderen Version.",
  "shell.unknown.back": "Zum Überblick",
  "shell.broken.title": "Diese Seite lässt sich nicht anzeigen",
  "shell.broken.lead":
    "Keine Ihrer Entscheidungen ist verloren. Laden Sie die Seite neu; hilft das nicht, wurde Rolecall unterdessen aktualisiert oder enthält einen Fehler.",
  "shell.broken.reload": "Neu laden",
  "shell.lost": "Der Server antwortet nicht. Starten Sie {command} neu; keine Ihrer Entscheidungen ist verloren.",
  "shell.shut-out":
    "Der Server wurde neu gestartet. Öffnen Sie in diesem Browser die Adresse, die {command} ausgegeben hat; diese Seite macht dann von selbst weiter.",
  "shell.policy-broken":
    "Die Richtlinie kann nicht verwendet werden: Es gilt die voreingestellte, und niemand darf über Befunde entscheiden.",
  "shell.policy-broken.mend": "In Ordnung bringen",
  "shell.found": "Der Server antwortet wieder.",
  "shell.actor.nobody": "Sagen Sie, wer Sie sind",
  "shell.actor.claimed": "{name} (nach eigener Angabe)",
  "shell.actor.title": "Wer sind Sie?",
  "shell.actor.about":
    "Unter diesem Namen werden Ihre Entscheidungen festgehalten. Hier prüft ihn niemand; deshalb steht im Verlauf „nach eigener Angabe“.",
  "shell.actor.name": "Name, E-Mail-Adresse oder Konto-ID",
  "shell.actor.save": "Diesen Namen verwenden",
  "shell.actor.forget": "Mich vergessen",
  "shell.spaces.all": "Alle Bereiche",
};
