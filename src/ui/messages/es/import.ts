import type { importing as en } from "../en/import";

export const importing: Readonly<Record<keyof typeof en, string>> = {
  "import.title": "Importar",
  "import.lead": "Auditar una exportación, el ejemplo o sus trackers.",
  "import.files.title": "Exportaciones",
  "import.zone.title": "Suelte aquí las exportaciones",
  "import.zone.over": "Suelte para entregarlas",
  "import.zone.choose": "Elegir archivos",
  "import.zone.about":
    "CSV o JSON de Jira o Linear, o cualquier tabla con una columna de título; también .gz. Se quedan en este equipo y se borran tras la auditoría.",
  "import.file.size": "{size} {unit}",
  "import.file.remove": "Quitar {name}",
  "import.file.uploading": "Entregando {name}",
  "import.file.reading": "Mirando {name}",
  "import.file.again": "Entregarla de nuevo",
  "import.preview.problems": "{count, plural, one {# problema} other {# problemas}}",
  "import.preview.notices": "Conviene saberlo",
  "import.preview.empty": "No se reconocieron elementos de trabajo",
  "import.preview.empty.about":
    "Compruebe que sea una exportación de elementos de trabajo y qué columna contiene el título.",
  "import.column.key": "Clave",
  "import.column.title": "Título",
  "import.column.type": "Tipo",
  "import.column.status": "Estado",
  "import.column.owner": "Responsable",
  "import.nobody": "Nadie",
  "import.columns.title": "{count, plural, one {Cómo se lee su # columna} other {Cómo se leen sus # columnas}}",
  "import.columns.about": "Una elección vale para todos los archivos de esta auditoría.",
  "import.columns.caption": "Columnas de {name}",
  "import.columns.column": "Columna",
  "import.columns.field": "Se lee como",
  "import.columns.example": "Ejemplo",
  "import.columns.read-as": "{name} se lee como",
  "import.columns.not-read": "No se lee",
  "import.columns.as-before": "Como sin elección",
  "import.replaces.title": "Estos archivos sustituyen lo leído antes",
  "import.replaces.about":
    "La última auditoría leyó {files}. Tras esta, sus hallazgos cuentan como desaparecidos. Entregue juntos todos los archivos de un backlog, o inicie el servidor con una base de datos propia (--db) para otro backlog.",
  "import.audit.title": "Auditoría",
  "import.audit.ready": "{count, plural, one {# archivo listo} other {# archivos listos}}",
  "import.audit.waits": "Faltan archivos por entregar",
  "import.audit.unread":
    "No se puede leer nada de {names}: indique cómo se leen las columnas o {count, plural, one {quite el archivo} other {quite los archivos}}",
  "import.audit.clear": "Quitar todos",
  "import.audit.start": "{count, plural, one {Auditar # archivo} other {Auditar # archivos}}",
  "import.sample.title": "Backlog de ejemplo",
  "import.sample.about":
    "Unos 160 elementos de trabajo inventados de una empresa de puertos deportivos, con sus roles. Bueno para echar un vistazo.",
  "import.sample.audit": "Auditar el ejemplo",
  "import.trackers.title": "Jira y Linear",
  "import.trackers.none":
    "No hay ningún tracker conectado. La lectura en vivo necesita credenciales en el entorno del servidor.",
  "import.trackers.connect": "Conectar uno",
  "import.trackers.about":
    "La primera auditoría lo lee todo, las siguientes solo los cambios. Allí no se escribe nada.",
  "import.trackers.audit": "Leer y auditar {tracker}",
  "import.trackers.both": "ambos",
  "import.done.title": "La auditoría ha terminado",
  "import.done.items":
    "{items, plural, one {Se juzgó # elemento de trabajo.} other {Se juzgaron # elementos de trabajo.}}",
  "import.done.findings": "{findings, plural, =0 {No hay hallazgos.} one {Hay # hallazgo.} other {Hay # hallazgos.}}",
  "import.done.overview": "Ir al resumen",
  "import.done.to-findings": "Ir a los hallazgos",
  "import.done.next": "Auditar otra cosa",
  "import.left.title": "Los hallazgos de otros archivos cuentan ahora como desaparecidos",
  "import.left.about":
    "La auditoría anterior leyó también {files}: los hallazgos en {scopes} cuentan como desaparecidos. Entregue juntos todos los archivos de un backlog, o dé a cada backlog su propia base de datos.",
  "import.done.repeated":
    "{count, plural, one {# fila repite un elemento} other {# filas repiten elementos}} de trabajo de otra; cuenta la última de cada uno.",
  "import.incomplete": "No se pudo leer todo",
  "import.preview.rows-of": "Los primeros elementos de trabajo de {name}",
};
