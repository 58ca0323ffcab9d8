import type en from "./en";

const es: Readonly<Record<keyof typeof en, string>> = {
  "shell.lost":
    "Rolecall no responde. Se le vuelve a preguntar cada pocos segundos; no se ha perdido ninguna decisión.",
  "shell.shut-out": "Esta página ya no tiene la sesión iniciada. Vuelva a cargarla.",
  "shell.found": "Rolecall vuelve a responder.",
  "parts.error.unreachable": "Rolecall no responde",
  "findings.no-audit.about": "Los hallazgos salen de una auditoría de los elementos de trabajo de este sitio.",
  "findings.reassign.about":
    "Se registra el plan. El elemento de trabajo queda como está: cambie a la persona asignada en Jira y la próxima auditoría lo verá.",
  "overview.first.about":
    "Rolecall lee los elementos de trabajo de este sitio, distingue lo estratégico de lo táctico y muestra, con todos los motivos, qué está en manos del rol equivocado. Los elementos de trabajo no se modifican.",
  "overview.again.full.about": "Tarda más; úselo si parece que falta algo.",
  "policy.read-only.about": "La cambian los administradores de Jira, en la página de Rolecall de los ajustes de Jira.",
  "policy.default.about": "Escriba solo lo que deba ser distinto. Se guarda con los datos de la aplicación en Jira.",
  "roles.read-only.about": "Los cambian los administradores de Jira, en la página de Rolecall de los ajustes de Jira.",
  "roles.empty.action": "Ir al resumen",
  "roles.groups.about": "El nombre se busca como grupo de Jira y como rol de proyecto en cada espacio, una vez al día.",
  "roles.groups.listed":
    "{count, plural, =0 {aún sin buscar: lo hará la próxima auditoría} one {# en la política} other {# en la política}}",
  "roles.groups.told":
    "{count, plural, =0 {nadie, buscado el {day}} one {# encontrado, buscado el {day}} other {# encontrados, buscado el {day}}}",
  "setup.lead": "Qué lee Rolecall, dónde lo guarda y qué falta.",
  "setup.doctor.start": "Comprobar qué puede leer Rolecall",
  "setup.doctor.empty": "Aún sin comprobar",
  "setup.doctor.empty.about": "La comprobación dice qué ve la aplicación de este sitio y qué falta. Solo lee.",
  "setup.run.doctor": "Comprobando: {checks} comprobaciones hasta ahora",
  "setup.gaps.unread.about": "Inicie una auditoría en el resumen.",
  "setup.again.files": "Los hallazgos en pantalla son los de la última auditoría.",
  "setup.places.no-policy": "Aún no hay nada guardado: rige la política predeterminada.",
  "setup.places.about":
    "Las descripciones de los elementos de trabajo se leen y no se guardan; los títulos, los nombres y las decisiones quedan en el almacenamiento de la aplicación en Atlassian.",
  "trail.mine.unknown": "Solo las mías",
};
export default es;
