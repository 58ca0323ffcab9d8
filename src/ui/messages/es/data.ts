import type { data as en } from "../en/data";

export const data: Readonly<Record<keyof typeof en, string>> = {
  "data.title": "Datos y privacidad",
  "data.lead": "Qué se recuerda de las personas y cómo se elimina.",
  "data.person": "Qué se recuerda de una persona",
  "data.person.about":
    "Nombres de responsables y quién decidió qué. Busque a la persona, entregue lo que se recuerda o haga que se olvide.",
  "data.person.export": "Exportar como JSON",
  "data.person.exported": "{name} se ha descargado",
  "data.person.erase": "Olvidar a esta persona",
  "data.person.choose": "Elija primero a una persona.",
  "data.erase.title": "¿Olvidar a {name} para siempre?",
  "data.erase.about":
    "El nombre se elimina de todo lo guardado, también de las decisiones: se conservan, y nadie puede saber ya quién las tomó. No se puede deshacer. Las auditorías posteriores no vuelven a conocerlo. Una entrada de la política que nombra a la persona se conserva: quítela en la página Roles.",
  "data.erase.confirm": "Olvidar a {name}",
  "data.erase.done": "{name} está en el olvido",
  "data.erase.nothing": "No se guardaba nada de {name}",
  "data.purge": "Auditorías antiguas",
  "data.purge.about":
    "Elimina auditorías y hallazgos que terminaron antes de un día. Los hallazgos abiertos, las decisiones y la última auditoría se conservan.",
  "data.purge.before": "Antes del",
  "data.purge.action": "Eliminar auditorías antiguas",
  "data.purge.title": "¿Eliminar lo que terminó antes del {day}?",
  "data.purge.warning": "Las tendencias y comparaciones empezarán más tarde. No se puede deshacer.",
  "data.purge.confirm": "Eliminar",
  "data.purge.done":
    "{runs, plural, =0 {Ninguna auditoría} one {# auditoría} other {# auditorías}} y {findings, plural, =0 {ningún hallazgo} one {# hallazgo} other {# hallazgos}} eliminados",
  "data.published": "Lo que se escribió en elementos de trabajo",
  "data.published.about":
    "Donde los espacios lo permiten, Rolecall escribe en los elementos de trabajo lo que ha encontrado, para que JQL lo encuentre. Esto lo elimina todo, en todos los espacios.",
  "data.published.action": "Eliminarlo de todos los elementos de trabajo",
  "data.published.title": "¿Eliminarlo de todos los elementos de trabajo?",
  "data.published.warning":
    "Los filtros y tableros con rolecallFocus o rolecallFinding dejan de encontrar nada. En los espacios que aún lo permiten, la próxima auditoría vuelve a escribir.",
  "data.published.confirm": "Eliminarlo",
  "data.published.done": "En los elementos de trabajo no queda nada de Rolecall",
  "data.everything": "Todo",
  "data.everything.about":
    "Elimina todas las auditorías, los hallazgos y las decisiones. La política se conserva. En sus elementos de trabajo no cambia nada.",
  "data.everything.action": "Eliminar todo",
  "data.everything.title": "¿Eliminar todo?",
  "data.everything.warning":
    "Se eliminan todas las auditorías, los hallazgos y las decisiones de todas las personas, con el registro, y también quién debía seguir olvidado: la próxima auditoría vuelve a conocer esos nombres. No se puede deshacer.",
  "data.everything.type": "Escriba «{phrase}» para confirmar",
  "data.everything.phrase": "eliminar todo",
  "data.everything.done": "Todo está eliminado",
};
