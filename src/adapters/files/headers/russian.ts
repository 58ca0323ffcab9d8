import type { HeaderLanguage } from "#adapters/files/headers/language";

export const russian: HeaderLanguage = {
  code: "ru",
  source:
    "sample export in the tests of a public Cloudflare worker, column enums of a public Swift tool, column list of a public Python tool (for the id), alias table of a public dashboard",
  names: {
    title: ["Тема"],
    key: ["Ключ проблемы"],
    id: ["Идентификатор проблемы"],
    type: ["Тип задачи"],
    status: ["Статус"],
    resolution: ["Решение"],
    resolved: ["Дата решения"],
    project: ["Название проекта"],
    projectKey: ["Ключ проекта"],
    priority: ["Приоритет"],
    assignee: ["Исполнитель"],
    reporter: ["Автор"],
    creator: ["Создатель"],
    created: ["Создано"],
    updated: ["Обновлено"],
    dueDate: ["Срок исполнения"],
    components: ["Компоненты"],
    description: ["Описание"],
    epicLink: ["Ссылка на эпик"],
  },
};
