import type { HeaderLanguage } from "#adapters/files/headers/language";

export const japanese: HeaderLanguage = {
  code: "ja",
  source: "header row in the README of a public pipeline that keeps Jira exports in a spreadsheet",
  names: {
    title: ["要約"],
    key: ["課題キー"],
    id: ["課題ID"],
    type: ["課題タイプ"],
    priority: ["優先度"],
    assignee: ["担当者"],
    reporter: ["報告者"],
    created: ["作成日"],
  },
};
