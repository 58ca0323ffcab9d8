/** Headings of templates, in the languages that are read. They are nobody's words; some tell what kind of text it is. */

interface HeadingsOfLanguage {
  steps: string;
  expected: string;
  criteria: string;
  /** What says nothing but is no prose either. */
  neutral: string;
}

/** Lists with a bar between: a heading may have several words. */
export const headings: Readonly<Record<string, HeadingsOfLanguage>> = {
  en: {
    steps: "steps to reproduce|how to reproduce|reproduction|repro steps|to reproduce|steps",
    expected:
      "expected behavior|expected behaviour|expected result|expected results|actual behavior|actual behaviour|actual result|" +
      "actual results|current behavior|current behaviour|observed behavior|observed behaviour|expected|actual",
    criteria: "acceptance criteria|acceptance criterion|definition of done|dod|ac",
    neutral:
      "summary|description|overview|goal|goals|objective|objectives|background|context|motivation|problem|" +
      "problem statement|proposal|proposed solution|solution|why|what|how|details|notes|note|references|links|todo|" +
      "tasks|scope|out of scope|user story|additional context|additional information|environment|version|versions|" +
      "dependencies|risks|deliverables|success criteria|success metrics|metrics|stakeholders|screenshots|" +
      "workaround|impact|requirements|assumptions|open questions|checklist|timeline|feature description|" +
      "is your feature request related to a problem|describe the solution you'd like|describe the bug|" +
      "describe alternatives you've considered",
  },
  de: {
    steps:
      "schritte zur reproduktion|schritte zum reproduzieren|schritte zum nachstellen|reproduktionsschritte|reproduktion|reproduzieren|" +
      "fehler nachstellen|nachstellen|schritte|so lässt sich der fehler nachstellen",
    expected:
      "erwartetes verhalten|erwartetes ergebnis|erwartung|erwartet|sollverhalten|soll verhalten|soll|soll zustand|sollzustand|" +
      "tatsächliches verhalten|tatsächliches ergebnis|aktuelles verhalten|beobachtetes verhalten|istverhalten|ist verhalten|ist|" +
      "ist zustand|istzustand",
    criteria: "akzeptanzkriterien|akzeptanzkriterium|abnahmekriterien|abnahmekriterium|abnahmebedingungen",
    neutral:
      "zusammenfassung|beschreibung|kurzbeschreibung|überblick|ziel|ziele|zielsetzung|hintergrund|kontext|ausgangslage|" +
      "ausgangssituation|motivation|problem|problemstellung|problembeschreibung|vorschlag|lösung|lösungsvorschlag|lösungsidee|" +
      "warum|was|wie|details|notizen|notiz|hinweise|hinweis|anmerkungen|anmerkung|referenzen|verweise|aufgaben|umfang|" +
      "nicht im umfang|abgrenzung|nicht enthalten|umgebung|abhängigkeiten|risiken|ergebnisse|lieferobjekte|erfolgskriterien|" +
      "erfolgsmessung|kennzahlen|beteiligte|bildschirmfotos|auswirkung|auswirkungen|anforderungen|annahmen|offene fragen|fragen|" +
      "checkliste|zeitplan|aufwand|nutzen|mehrwert|voraussetzungen|vorbedingungen|nutzergeschichte|testfälle|anhänge",
  },
  fr: {
    steps:
      "étapes pour reproduire|étapes de reproduction|comment reproduire|pour reproduire|reproduction|étapes|procédure de reproduction",
    expected:
      "comportement attendu|résultat attendu|résultats attendus|attendu|comportement actuel|comportement observé|comportement obtenu|" +
      "comportement constaté|résultat obtenu|résultat actuel|résultat observé|résultat constaté|obtenu|constaté",
    criteria:
      "critères d'acceptation|critère d'acceptation|critères d'acceptance|critères de validation|critères de recette|définition de fini|" +
      "définition du fini",
    neutral:
      "résumé|description|aperçu|objectif|objectifs|but|contexte|motivation|problème|problématique|énoncé du problème|proposition|" +
      "solution|solution proposée|pourquoi|quoi|comment|détails|notes|note|remarques|remarque|références|liens|à faire|tâches|" +
      "périmètre|hors périmètre|récit utilisateur|informations complémentaires|informations|environnement|dépendances|risques|" +
      "livrables|critères de succès|critères de réussite|indicateurs|indicateurs de succès|parties prenantes|captures d'écran|capture|" +
      "contournement|impact|impacts|exigences|besoin|besoins|hypothèses|questions ouvertes|questions|liste de contrôle|calendrier|" +
      "planning|prérequis|pré requis|en tant que",
  },
  es: {
    steps:
      "pasos para reproducir|pasos de reproducción|cómo reproducir|para reproducir|reproducción|pasos|pasos a seguir",
    expected:
      "comportamiento esperado|resultado esperado|resultados esperados|esperado|comportamiento actual|comportamiento observado|" +
      "resultado actual|resultado obtenido|resultado real|obtenido|actual",
    criteria:
      "criterios de aceptación|criterio de aceptación|condiciones de aceptación|definición de hecho|definición de terminado",
    neutral:
      "resumen|descripción|visión general|objetivo|objetivos|meta|metas|antecedentes|contexto|motivación|problema|" +
      "planteamiento del problema|propuesta|solución|solución propuesta|por qué|qué|cómo|detalles|notas|nota|observaciones|" +
      "referencias|enlaces|pendiente|pendientes|tareas|alcance|fuera de alcance|historia de usuario|información adicional|entorno|" +
      "dependencias|riesgos|entregables|criterios de éxito|métricas|métricas de éxito|indicadores|interesados|capturas de pantalla|" +
      "capturas|solución temporal|impacto|requisitos|requerimientos|supuestos|preguntas abiertas|preguntas|lista de verificación|" +
      "cronograma|calendario|precondiciones",
  },
  pt: {
    steps:
      "passos para reproduzir|passos de reprodução|como reproduzir|para reproduzir|reprodução|passos|passo a passo|etapas para reproduzir",
    expected:
      "comportamento esperado|resultado esperado|resultados esperados|esperado|comportamento atual|comportamento observado|" +
      "resultado atual|resultado obtido|resultado real|obtido|atual",
    criteria:
      "critérios de aceitação|critério de aceitação|critérios de aceite|critério de aceite|condições de aceite|definição de pronto",
    neutral:
      "resumo|descrição|visão geral|objetivo|objetivos|meta|metas|contexto|motivação|problema|proposta|solução|solução proposta|" +
      "por que|por quê|porquê|o que|como|detalhes|notas|nota|observações|observação|referências|links|pendente|pendências|a fazer|" +
      "tarefas|escopo|âmbito|fora do escopo|história de usuário|história do usuário|informações adicionais|ambiente|dependências|" +
      "riscos|entregáveis|entregas|critérios de sucesso|métricas|métricas de sucesso|indicadores|partes interessadas|capturas de tela|" +
      "capturas|solução de contorno|impacto|requisitos|premissas|perguntas em aberto|perguntas|dúvidas|lista de verificação|" +
      "cronograma|calendário|pré condições|pré requisitos",
  },
};
