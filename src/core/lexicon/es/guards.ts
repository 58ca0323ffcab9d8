/** Words that give a strategic noun its everyday sense, for the Spanish vocabularies. */

/** Something is broken: the work is a repair. */
export const fault =
  "(bug*|error|fallo|falla|fallan|fallar|excepción|rot@|incorrect@|corregir|corrige|corrección|arreglar|arreglo|duplicad@|crash*|vací@|bloquead@|hotfix*|typo|ortografía|desborda*|solapa*|no (funciona|funcionan|carga|cargan|abre|muestra|muestran|aparece|aparecen|guarda|llega|llegan|responde)|no se (muestra|muestran|ve|ven|guarda|guardan|abre|actualiza|envía|envían)|se (cae|cuelga|congela|pierde|pierden)|en blanco|inválid@|equivocad@|dos veces|está mal|parpadea|sale (vacío|vacía|mal))";

/** Parts of a screen: the words name what is shown there. */
export const screen =
  "(botón|pantalla|página|vista|formulario|campo|columna|tabla|lista|listado|menú|pestaña|icono|ícono|componente|widget*|modal*|popup*|pop up|ventana|enlace|banner*|gráfic@|filtro|desplegable|combo|tooltip*|css|encabezado|cabecera|pie de|editor|tarjeta|carrusel|checkbox|casilla|maquet*|buscador|navbar|sidebar|responsive|interfaz|sección|footer|header|etiqueta|scroll)";

/** Parts of a program: the words name a thing in code. */
export const code =
  "(api|apis|endpoint*|esquema|clase|json|xml|csv|pdf|sdk|webhook*|backend|back end|frontend|front end|microservicio|plugin*|script*|sql|parser*|job|jobs|cron*|refactor*|caché|cache|caching|kafka|servidor|clúster|código|build|librería|framework*|conector|token*|variable|base de datos|bases de datos|bd|bbdd|migración|importar|importación|exportar|exportación|consulta sql|algoritmo|repositorio|docker|kubernetes)";

/** Measures and parts of machines: no business figure and no market stands beside them. */
export const machine =
  "(latencia|rendimiento|performance|cpu|ram|memoria|tiempo de (carga|respuesta|espera)|carga|timeout*|servidor|hilo|caché|cache|docker|kubernetes|ancho|anchura|altura|resolución|opacidad|zoom|cobertura|tasa de (error|errores)|disponibilidad|despliegue|disco|batería|bundle|consulta|píxel|excepción|proceso en segundo plano)";
