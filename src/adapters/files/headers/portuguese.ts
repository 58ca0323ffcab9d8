import type { HeaderLanguage } from "#adapters/files/headers/language";

export const portuguese: HeaderLanguage = {
  code: "pt",
  source:
    "header rows in four public tools that import Brazilian Jira Cloud exports (a React importer, a Vitest of an importer with rows of 2026, a dashboard parser, a Ruby script for the older `ocorrência`)",
  names: {
    title: ["Resumo"],
    key: ["Chave da item", "Chave do item", "Chave da ocorrência"],
    id: ["ID da item"],
    type: ["Tipo de item"],
    status: ["Status"],
    resolution: ["Resolução"],
    resolved: ["Resolvido"],
    priority: ["Prioridade"],
    assignee: ["Responsável"],
    assigneeId: ["ID do responsável"],
    reporter: ["Relator"],
    reporterId: ["ID do relator"],
    created: ["Criado"],
    updated: ["Atualizado(a)", "Atualizado"],
    dueDate: ["Data limite"],
    labels: ["Categorias"],
    components: ["Componentes"],
    description: ["Descrição"],
    sprint: ["Sprint", "Sprints"],
    parent: ["Pai"],
    parentKey: ["Chave pai"],
  },
};
