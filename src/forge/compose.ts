import { z } from "zod";
import { createUserRequest } from "#adapters/jira/forge";
import { readIssue } from "#adapters/jira/read-issue";
import { classify, compileRuleset } from "#core/classify/classify";
import { parsePolicy } from "#core/config";
import { describeProblem } from "#forge/panel-problem";
import { viewVerdict, type PanelAnswer } from "#forge/panel-view";
import { TrackerError } from "#ports";

/** What the platform tells a resolver about the panel it serves. The reader cannot change it, unlike the payload of the call. */
const panelContext = z.object({
  cloudId: z.string(),
  extension: z.object({ issue: z.object({ id: z.union([z.string(), z.number()]).transform(String) }) }),
});

/** What the handlers of the app do, put together from the real parts. Holds nothing that belongs to one site or reader. */
export interface App {
  /** The verdict on the work item the panel stands on, read and judged now. Failures other than Jira's answers are thrown. */
  explainIssue(context: unknown): Promise<PanelAnswer>;
}

export function composeApp(): App {
  const jira = createUserRequest();
  const policy = parsePolicy({});
  const ruleset = compileRuleset(policy);
  return {
    async explainIssue(context) {
      const { cloudId, extension } = panelContext.parse(context);
      try {
        const item = await readIssue(jira, extension.issue.id, { workspace: cloudId });
        return { kind: "verdict", view: viewVerdict(item, classify(item, ruleset), policy) };
      } catch (error) {
        if (!(error instanceof TrackerError)) throw error;
        return { kind: "problem", problem: describeProblem(error.kind) };
      }
    },
  };
}
