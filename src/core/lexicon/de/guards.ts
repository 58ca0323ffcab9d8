/** Words that give a strategic noun its everyday sense, for the German vocabularies. */

/** Something is broken: the work is a repair. */
export const fault =
  "(bug*|fehler*|error*|exception*|absturz|abstürz*|stürzt|crash*|kaputt|defekt*|falsch*|funktioniert|lädt|klappt|speichert|hotfix*|tippfehler|doppelt*|verliert|reparieren)";

/** Parts of a screen: the words name what is shown there. */
export const screen =
  "(button*|schaltfläche*|knopf|seite|seiten|page|css|layout*|icon*|komponente*|widget*|modal*|formular*|feld|felder|eingabefeld*|dropdown*|tab|tabs|tabelle*|spalte*|filter*|dialog*|tooltip*|ansicht*|maske|masken|bildschirm*|screen*|menü*|kachel*|auswahlliste*|checkbox*|popup*|editor*|suche|link)";

/** Parts of a program: the words name a thing in code. */
export const code =
  "(api|apis|endpoint*|endpunkt*|schnittstelle*|schema|datenbank*|klasse|klassen|tabelle*|json|xml|csv|pdf|sdk|webhook*|backend|frontend|microservice*|plugin*|import|importe|exporte|export|importer|exporter|importskript|migration*|skript*|script*|query|queries|abfrage*|parser*|job|jobs|cron*|refactor*|caching|cache*|queue|kafka|adapter*|server*|cluster*|code|build)";

/** Measures and parts of machines: no business figure and no market stands beside them. */
export const machine =
  "(latenz*|performance|cpu|ram|speicherverbrauch|speicherbedarf|ladezeit*|antwortzeit*|laufzeit|timeout*|retry|durchsatz|testabdeckung|abdeckung|coverage|bundle|bundlegröße|buildzeit*|fehlerrate|fehlerquote|ausfallzeit*|verfügbarkeit|debugger*|server*|deployment*|docker|kubernetes|thread*|cache*|query|queries|abfrage*|zoom|breite|höhe|schriftgröße|transparenz|opacity|auflösung|last)";
