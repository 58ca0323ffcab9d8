import type { TrackerSetup } from "#usecases/api/context";

type Variable = readonly [name: string, about: string];

/** Environment variables that connect a tracker; each of `keys` alone is credentials. */
const TRACKERS: readonly { name: TrackerSetup["name"]; keys: readonly string[]; variables: readonly Variable[] }[] = [
  {
    name: "Jira",
    keys: ["ROLECALL_JIRA_API_TOKEN", "ROLECALL_JIRA_ACCESS_TOKEN"],
    variables: [
      ["ROLECALL_JIRA_BASE_URL", "https://acme.atlassian.net"],
      ["ROLECALL_JIRA_EMAIL", "account of the API token"],
      ["ROLECALL_JIRA_API_TOKEN", "made at id.atlassian.com, Security, API tokens"],
      ["ROLECALL_JIRA_ACCESS_TOKEN", "instead of both: OAuth, scope read:jira-work"],
    ],
  },
  {
    name: "Linear",
    keys: ["ROLECALL_LINEAR_API_KEY", "ROLECALL_LINEAR_ACCESS_TOKEN"],
    variables: [
      ["ROLECALL_LINEAR_API_KEY", "Settings > Security & access, scope Read"],
      ["ROLECALL_LINEAR_ACCESS_TOKEN", "instead: OAuth 2.0, scope read"],
      ["ROLECALL_LINEAR_API_URL", "another address of the API"],
    ],
  },
];

const isSet = (name: string): boolean => Boolean(process.env[name]);

/** Which trackers the environment connects, and which variables would; never what they hold. */
export const trackerSetup = (): TrackerSetup[] =>
  TRACKERS.map(({ name, keys, variables }) => ({
    name,
    isConnected: keys.some(isSet),
    variables: variables.map(([variable, about]) => ({ name: variable, about, isSet: isSet(variable) })),
  }));
