export const SHELLS = ["sh", "powershell"] as const;
export type Shell = (typeof SHELLS)[number];

const VALUES = {
  Jira: [
    ["ROLECALL_JIRA_BASE_URL", "https://acme.atlassian.net"],
    ["ROLECALL_JIRA_EMAIL", "you@acme.example"],
    ["ROLECALL_JIRA_API_TOKEN", "..."],
  ],
  Linear: [["ROLECALL_LINEAR_API_KEY", "..."]],
} as const satisfies Record<string, readonly (readonly [name: string, value: string])[]>;

const SET: Readonly<Record<Shell, (name: string, value: string) => string>> = {
  sh: (name, value) => `export ${name}=${value}`,
  powershell: (name, value) => `$env:${name} = "${value}"`,
};

/** What to type in the window of the server, after it was ended there, to connect a tracker. */
export const commandsFor = (tracker: keyof typeof VALUES, shell: Shell): string =>
  [...VALUES[tracker].map(([name, value]) => SET[shell](name, value)), "npm run -s rolecall -- serve"].join("\n");
