import type { overview as en } from "../en/overview";

export const overview: Readonly<Record<keyof typeof en, string>> = {
  "overview.title": "Resumen",
  "overview.lead": "Quién trabaja en qué, y qué conviene mirar.",
  "overview.last-audit":
    "Última auditoría: {at} · {items, plural, one {# elemento de trabajo} other {# elementos de trabajo}} de {sources}",
  "overview.sources": "{first} y {more, number} más",
  "overview.items": "{items, plural, one {# elemento de trabajo} other {# elementos de trabajo}}",
  "overview.more": "Mostrar {count, number} más",
  "overview.fewer": "Mostrar menos",
  "overview.count.error": "{count, plural, one {# error} other {# errores}}",
  "overview.count.warning": "{count, plural, one {# aviso} other {# avisos}}",
  "overview.count.info": "{count, plural, one {# nota} other {# notas}}",

  "overview.first.title": "Obtener un primer resultado",
  "overview.first.about":
    "Rolecall lee elementos de trabajo, distingue lo estratégico de lo táctico y muestra, con todos los motivos, qué está en manos del rol equivocado. Tarda un minuto y no escribe nada en el gestor.",
  "overview.first.wait":
    "Todavía no se ha auditado nada. En cuanto lo haga alguien con permisos de administración, el resultado estará aquí.",
  "overview.first.sample": "Ver el backlog de ejemplo",
  "overview.first.sample.about":
    "Cuatro productos inventados con confusiones típicas. Muestra cómo se vería aquí un backlog propio.",
  "overview.first.sample.action": "Auditar el ejemplo",
  "overview.first.import": "Importar una exportación",
  "overview.first.import.about":
    "Un archivo CSV o JSON de Jira o Linear, o cualquier tabla con una columna de título. Solo se lee en este equipo.",
  "overview.first.import.action": "Elegir un archivo",
  "overview.first.connect": "Conectar Jira o Linear",
  "overview.first.connect.about":
    "Lee los gestores en directo con un token de solo lectura. Las auditorías siguientes leen únicamente los cambios.",
  "overview.first.connect.action": "Configurar una conexión",

  "overview.audit.starting": "La auditoría está empezando…",
  "overview.audit.reading": "Leyendo elementos de trabajo…",
  "overview.audit.judging": "Evaluando elementos de trabajo…",
  "overview.audit.items": "{items, plural, one {# elemento de trabajo} other {# elementos de trabajo}} hasta ahora",
  "overview.audit.cancel": "Cancelar la auditoría",
  "overview.audit.done": "La auditoría ha terminado",
  "overview.audit.cancelled": "La auditoría se canceló; no ha cambiado nada",
  "overview.audit.failed": "La auditoría ha fallado",
  "overview.audit.failed.remedy": "Pruebe otra vez. Los resultados y las decisiones anteriores siguen ahí.",

  "overview.again": "Auditar de nuevo",
  "overview.again.trackers": "Leer {trackers, select, jira {Jira} linear {Linear} other {Jira y Linear}}",
  "overview.again.trackers.about": "Solo lo que ha cambiado desde la última vez.",
  "overview.again.full": "Leer todo desde cero",
  "overview.again.full.about": "Tarda más; detecta también los elementos eliminados.",
  "overview.again.sample": "Auditar el ejemplo de nuevo",
  "overview.again.sample.about": "Con la política tal como está ahora.",
  "overview.again.import": "Importar una exportación nueva",
  "overview.again.import.about": "Un archivo es una instantánea: exporte de nuevo y suelte allí el archivo nuevo.",

  "overview.incomplete": "No se ha podido leer todo",
  "overview.headline.open":
    "{open, plural, one {Hay # hallazgo abierto} other {Hay # hallazgos abiertos}}, {errors, plural, =0 {ninguno es un error} one {# es un error} other {# son errores}}.",
  "overview.headline.new":
    "{new, plural, =0 {La última auditoría no encontró ninguno nuevo.} one {# es nuevo desde la auditoría anterior.} other {# son nuevos desde la auditoría anterior.}}",
  "overview.headline.none": "No hay hallazgos abiertos.",
  "overview.headline.unsure": "No hay hallazgos abiertos, pero no se ha podido comprobar todo.",
  "overview.figures": "Hallazgos abiertos en cifras",
  "overview.figure.error": "{count, plural, one {error} other {errores}}",
  "overview.figure.warning": "{count, plural, one {aviso} other {avisos}}",
  "overview.figure.info": "{count, plural, one {nota} other {notas}}",
  "overview.figure.new": "{count, plural, one {nuevo} other {nuevos}}",
  "overview.figure.again": "por revisar de nuevo",
  "overview.figure.unowned": "sin responsable",
  "overview.figure.mine": "en mis elementos",
  "overview.aside": "Decididos:",
  "overview.aside.planned": "{count, plural, one {# planificado} other {# planificados}}",
  "overview.aside.snoozed": "{count, plural, one {# pospuesto} other {# pospuestos}}",
  "overview.aside.dismissed": "{count, plural, one {# descartado} other {# descartados}}",
  "overview.aside.baseline": "{count, plural, one {# conocido de antes} other {# conocidos de antes}}",

  "overview.attention": "Conviene mirar primero",
  "overview.attention.all": "Los {count} hallazgos abiertos",
  "overview.attention.none": "Nada que mirar",
  "overview.attention.none.about":
    "Todos los hallazgos están decididos, o no hubo ninguno. La próxima auditoría mostrará lo que cambie.",
  "overview.attention.nobody": "sin responsable",
  "overview.attention.space": "sobre el espacio",
  "overview.attention.new": "nuevo",
  "overview.attention.again": "por revisar de nuevo",

  "overview.mix": "Estratégico y táctico",
  "overview.mix.about":
    "{items, plural, one {# elemento de trabajo} other {# elementos de trabajo}} en la última auditoría",
  "overview.mix.label":
    "{name}: {strategic, plural, one {# estratégico} other {# estratégicos}} ({strategicShare, number, percent}), {tactical, plural, one {# táctico} other {# tácticos}} ({tacticalShare, number, percent}), {unclear, number} sin certeza ({unclearShare, number, percent})",

  "overview.changes": "Qué ha cambiado",
  "overview.changes.about": "Desde la auditoría del {day}",
  "overview.changes.first":
    "Esta ha sido la primera auditoría. La próxima mostrará qué es nuevo, qué se ha corregido y qué ha vuelto.",
  "overview.changes.new": "Hallazgos nuevos",
  "overview.changes.returned": "Han vuelto",
  "overview.changes.fixed": "Corregidos",
  "overview.changes.removed": "Desaparecidos con su elemento de trabajo",
  "overview.changes.new-ruleset":
    "Con ella cambiaron veredictos o reglas: no cada diferencia es un cambio del backlog.",
  "overview.changes.compare": "Comparar las dos auditorías",

  "overview.spaces": "Dónde están los hallazgos",
  "overview.spaces.caption": "Hallazgos abiertos, reparto y equilibrio por espacio",
  "overview.spaces.name": "Espacio",
  "overview.spaces.open": "Hallazgos abiertos",
  "overview.spaces.open.label":
    "{name}: {error, plural, one {# error} other {# errores}}, {warning, plural, one {# aviso} other {# avisos}}, {info, plural, one {# nota} other {# notas}}",
  "overview.spaces.open.none": "ninguno",
  "overview.spaces.share": "{share} estratégico, {unclear} sin certeza",
  "overview.spaces.balance": "Equilibrio",
  "overview.spaces.separate": "Roles separados",
  "overview.spaces.combined": "Una persona con ambos roles",
  "overview.spaces.unknown": "Roles desconocidos",
  "overview.spaces.cut": "Los {shown, number} espacios con más hallazgos abiertos, de {all, number}.",

  "overview.rules": "De qué tipo son",

  "overview.trend": "Evolución",
  "overview.trend.first": "La evolución empieza con la próxima auditoría: hacen falta dos para ver una dirección.",
  "overview.trend.open": "Hallazgos abiertos",
  "overview.trend.mix": "Proporción estratégica",
  "overview.trend.open.at":
    "{day}: {open, plural, one {# abierto} other {# abiertos}}, {decided, plural, one {# decidido} other {# decididos}}",
  "overview.trend.open.name": "Abiertos",
  "overview.trend.decided.name": "Decididos",
  "overview.trend.mix.at": "{day}: {strategic} estratégico, {tactical} táctico, {unclear} sin certeza",
  "overview.trend.open.label":
    "Hallazgos abiertos en {audits, number} auditorías: {before, number} el {from}, {after, number} el {to}. Todas las cifras están en la tabla de abajo.",
  "overview.trend.mix.label":
    "Proporción de elementos de trabajo estratégicos en {audits, number} auditorías: {before} el {from}, {after} el {to}. Todas las cifras están en la tabla de abajo.",
  "overview.trend.new-ruleset": "Cambiaron veredictos o reglas",
  "overview.trend.incomplete": "No se leyó todo",
  "overview.trend.table": "Evolución en una tabla",
  "overview.trend.column.at": "Auditoría",
  "overview.trend.column.items": "Elementos de trabajo",
  "overview.trend.column.open": "Abiertos",
  "overview.trend.column.strategic": "Estratégicos",
  "overview.trend.column.tactical": "Tácticos",
  "overview.trend.column.unclear": "Sin certeza",
  "overview.trend.column.notes": "Observaciones",

  "overview.gaps": "Qué no se ha podido comprobar",
  "overview.gaps.about": "Puede haber más que encontrar cuando esto esté configurado.",
  "overview.gaps.roles": "Indicar roles",
  "overview.gaps.policy": "Abrir la política",
  "overview.gaps.setup": "Ver qué se ha leído",
  "overview.first.jira": "Auditar este sitio",
  "overview.first.jira.about":
    "Lee los elementos de trabajo de los espacios que la aplicación puede ver. En sitios grandes tarda un rato; mientras tanto se puede salir de la página.",
  "overview.first.jira.action": "Iniciar la auditoría",
  "overview.last-audit.here":
    "Última auditoría {at} · {items, plural, one {# elemento de trabajo} other {# elementos de trabajo}}",
};
