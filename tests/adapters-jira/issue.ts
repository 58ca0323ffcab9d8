/** An issue as Jira Cloud answers `GET /rest/api/3/issue/{id}?expand=names,schema`, with the parts Rolecall reads and some it does not. */
export function jiraIssue(
  fields: Record<string, unknown> = {},
  rest: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    expand: "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
    id: "10023",
    self: "https://api.atlassian.com/ex/jira/11111111-aaaa-bbbb-cccc-222222222222/rest/api/3/issue/10023",
    key: "PAY-12",
    names: {
      customfield_10016: "Story point estimate",
      customfield_10020: "Sprint",
      customfield_10101: "Product owner",
      customfield_10102: "Approvers",
    },
    schema: {
      summary: { type: "string", system: "summary" },
      assignee: { type: "user", system: "assignee" },
      customfield_10016: { type: "number", custom: "com.pyxis.greenhopper.jira:jsw-story-points", customId: 10016 },
      customfield_10020: {
        type: "array",
        items: "json",
        custom: "com.pyxis.greenhopper.jira:gh-sprint",
        customId: 10020,
      },
      customfield_10101: {
        type: "user",
        custom: "com.atlassian.jira.plugin.system.customfieldtypes:userpicker",
        customId: 10101,
      },
      customfield_10102: {
        type: "array",
        items: "user",
        custom: "com.atlassian.jira.plugin.system.customfieldtypes:multiuserpicker",
        customId: 10102,
      },
    },
    fields: {
      summary: "Retry failed card payments",
      project: { id: "10000", key: "PAY", name: "Payments", projectTypeKey: "software", simplified: false },
      issuetype: { id: "10001", name: "Story", hierarchyLevel: 0, subtask: false },
      description: paragraphs("As a customer I want a failed payment to be tried again."),
      status: { id: "3", name: "In Progress", statusCategory: { id: 4, key: "indeterminate", name: "In Progress" } },
      labels: ["checkout"],
      components: [{ id: "10", name: "Billing API" }],
      priority: { id: "2", name: "High" },
      duedate: "2026-12-01",
      parent: { id: "10001", key: "PAY-1", fields: { summary: "Payments that never fail" } },
      assignee: user("5b10ac8d82e05b22cc7d4ef5", "Mia Krystof"),
      reporter: {
        ...user("5b10a2844c20165700ede21g", "Emma Richards"),
        emailAddress: "emma@example.com",
        active: false,
      },
      creator: { ...user("557058:app", "Import for Jira"), accountType: "app" },
      created: "2026-04-21T23:37:05.000+0200",
      updated: "2026-10-06T07:32:47.000+0000",
      customfield_10016: 5,
      customfield_10020: [
        { id: 1, name: "Sprint 1", state: "closed", boardId: 4 },
        { id: 2, name: "Sprint 2", state: "active", boardId: 4 },
        { id: 3, name: "Sprint 3", state: "future", boardId: 4 },
      ],
      customfield_10101: user("po-1", "Ola Nordmann"),
      customfield_10102: [user("a-1", "First Approver"), user("a-2", "Second Approver")],
      watches: { watchCount: 3, isWatching: false },
      ...fields,
    },
    ...rest,
  };
}

export const user = (accountId: string, displayName: string) => ({
  accountId,
  displayName,
  accountType: "atlassian",
  active: true,
});

export const paragraphs = (...texts: string[]) => ({
  type: "doc",
  version: 1,
  content: texts.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
});
