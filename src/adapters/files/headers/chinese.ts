import type { HeaderLanguage } from "#adapters/files/headers/language";

export const chinese: HeaderLanguage = {
  code: "zh",
  source:
    "column configuration and test rows of a public weekly-report tool over Jira exports, the CSV import of a public desktop tool, and the issue table of a public release script",
  names: {
    title: ["概要"],
    key: ["问题关键字", "关键字"],
    type: ["问题类型"],
    status: ["状态"],
    resolved: ["解决日期"],
    project: ["项目名称"],
    priority: ["优先级"],
    assignee: ["经办人"],
    reporter: ["报告人"],
    creator: ["创建者"],
    created: ["创建日期"],
    updated: ["已更新"],
    labels: ["标签"],
    description: ["描述"],
  },
};
