import type { shell as en } from "../en/shell";

export const shell: Readonly<Record<keyof typeof en, string>> = {
  "shell.product": "Rolecall",
  "shell.skip": "Saltar al contenido",
  "shell.navigation": "Secciones",
  "shell.menu": "Menú",
  "shell.page-title": "{title} · Rolecall",
  "shell.database": "Base de datos: {name}",
  "shell.host.local": "en este equipo",
  "shell.theme": "Colores",
  "shell.theme.system": "Como el sistema",
  "shell.theme.light": "Claro",
  "shell.theme.dark": "Oscuro",
  "shell.language": "Idioma",
  "shell.loading": "Cargando…",
  "shell.unknown.title": "Esa página no existe",
  "shell.unknown.lead": "Puede que la dirección esté mal escrita o sea de otra versión.",
  "shell.unknown.back": "Ir al resumen",
  "shell.broken.title": "No se puede mostrar esta página",
  "shell.broken.lead":
    "No se ha perdido ninguna decisión. Vuelva a cargar la página; si no ayuda, Rolecall se actualizó mientras estaba abierta o tiene un fallo.",
  "shell.broken.reload": "Volver a cargar",
  "shell.lost": "El servidor no responde. Inicie {command} de nuevo; no se ha perdido ninguna decisión.",
  "shell.shut-out":
    "El servidor se ha iniciado de nuevo. Abra en este navegador la dirección que mostró {command}; esta página seguirá entonces por sí sola.",
  "shell.policy-broken":
    "La política no se puede usar: rige la predeterminada y nadie puede decidir sobre los hallazgos.",
  "shell.policy-broken.mend": "Corregirla",
  "shell.found": "El servidor vuelve a responder.",
  "shell.actor.nobody": "Diga quién es",
  "shell.actor.claimed": "{name} (según indica)",
  "shell.actor.title": "¿Quién es usted?",
  "shell.actor.about":
    "Sus decisiones se registran con este nombre. Aquí nadie lo comprueba, por eso el registro lo marca como indicado por usted.",
  "shell.actor.name": "Nombre, correo o id de cuenta",
  "shell.actor.save": "Usar este nombre",
  "shell.actor.forget": "Olvidarme",
  "shell.spaces.all": "Todos los espacios",
};
