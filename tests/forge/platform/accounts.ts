import type { Core } from "./core";
import type { Invocation } from "./invocation";
import { json } from "./seam";

/** What Atlassian says of an account that an app has reported. */
export type AccountStatus = "closed" | "updated";

/** The reports of `privacy.reportPersonalData`, and what a test has them answered with. */
export class ReportedAccounts {
  /** Every request, with what it held. */
  readonly calls: { at: number; accounts: { accountId: string; updatedAt: string }[] }[] = [];
  /** What is said of an account; of others nothing is. */
  readonly answers = new Map<string, AccountStatus>();
  /** How often each account is to be reported; sent along with answers. */
  cycleDays = 7;
  readonly #core: Core;
  readonly #open = new Set<string>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** The client sends all its slices at once; whoever gives it more than one slice is seen by that. */
  begin(invocation: Invocation | undefined): void {
    const id = invocation?.id ?? "";
    if (this.#open.has(id))
      this.#core.violate(`More than ${this.#core.limits.privacyAccounts} accounts were reported at once`);
    this.#open.add(id);
  }

  end(invocation: Invocation | undefined): void {
    this.#open.delete(invocation?.id ?? "");
  }

  report(text: string): Response {
    const { accounts } = JSON.parse(text) as { accounts: { accountId: string; updatedAt: string }[] };
    const isWrong = accounts.some((one) => !one.accountId || Number.isNaN(Date.parse(one.updatedAt)));
    if (accounts.length > this.#core.limits.privacyAccounts || isWrong) {
      this.#core.violate(`A report of ${accounts.length} accounts was refused`);
      return json(400, { message: "Bad request" });
    }
    this.calls.push({ at: this.#core.time.now(), accounts });
    const told = accounts.flatMap(({ accountId }) => {
      const status = this.answers.get(accountId);
      return status ? [{ accountId, status }] : [];
    });
    const headers = { "Cycle-Period": String(this.cycleDays) };
    return told.length > 0 ? json(200, { accounts: told }, headers) : new Response(null, { status: 204, headers });
  }
}
