import type { items as en } from "../en/items";

export const items: Readonly<Record<keyof typeof en, string>> = {
  "items.title": "Elementos de trabajo",
  "items.lead": "Cada elemento de trabajo, por qué lo toma Rolecall y con qué motivos.",
  "items.total":
    "{count, plural, =0 {Ningún elemento de trabajo} one {# elemento de trabajo} other {# elementos de trabajo}}",
  "items.capped": "La lista muestra los primeros {count, number}. Con filtros más estrechos se ve el resto.",
  "items.search": "Buscar una clave, como PAY-12",
  "items.none": "Ningún elemento de trabajo coincide",
  "items.none.about":
    "La clave se busca entera. Solo se conocen los elementos de trabajo que leyó la última auditoría.",
  "items.column.item": "Elemento de trabajo",
  "items.column.type": "Tipo y nivel",
  "items.column.status": "Estado",
  "items.column.owner": "Responsable",
  "items.field.focus": "Enfoque",
  "items.field.scope": "Espacio",
  "items.field.level": "Nivel",
  "items.field.responsibility": "Ámbito",
  "items.field.name": "Clave",
  "items.keys.escape": "Cerrar",
};
