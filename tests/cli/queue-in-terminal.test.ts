import { spawnSync } from "node:child_process";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTerminal, type Terminal } from "./queue-terminal";
import { buildCli, createWorkplace } from "./run-cli";

const BACKLOG = `Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Assignee Id,Parent,Created
Define the pricing strategy and business case for the enterprise market,PAY-1,1001,Epic,To Do,PAY,Payments,Oto,oto-1,,2026-01-10
Fix null pointer exception in the refund endpoint,PAY-2,1002,Bug,In Progress,PAY,Payments,Mia,mia-1,1001,2026-02-01
`;
const POLICY = {
  people: [
    { person: "mia-1", name: "Mia", role: "product-manager" },
    { person: "oto-1", name: "Oto", role: "product-owner" },
  ],
};

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

/** The command as a person uses it. Where tmux is not installed this is skipped: `apt-get install tmux` has it. */
describe.skipIf(!hasTmux)("In a real terminal (needs tmux)", () => {
  let place: ReturnType<typeof createWorkplace>;
  let terminal: Terminal;
  beforeAll(buildCli);
  beforeEach(async () => {
    place = createWorkplace();
    place.write("backlog.csv", BACKLOG);
    place.write("rolecall.config.json", JSON.stringify(POLICY));
    expect(await place.run(["audit", "backlog.csv", "--db"])).toMatchObject({ code: 0 });
    terminal = createTerminal(place.folder, place.commandLine(["triage", "--as", "lead@example.test"]));
    return () => {
      terminal.end();
      place.remove();
    };
  });

  test("decides, undoes, redraws at another size, and gives the terminal back", async () => {
    await terminal.waitFor(/1 of 2 · 2 left[\s\S]*PAY-1 {2}Define the pricing strategy/);
    terminal.type("d");
    await terminal.waitFor(/Dismiss PAY-1: why\?/);
    terminal.type("2fine until spring");
    terminal.press("Enter");
    await terminal.waitFor(/2 of 2 · 1 left[\s\S]*Recorded: PAY-1 dismissed/);
    terminal.resize(100, 30);
    await terminal.waitFor(/2 of 2 · 1 left[\s\S]*Recorded: PAY-1 dismissed/, 30);
    terminal.type("u");
    await terminal.waitFor(/1 of 2 · 2 left[\s\S]*Taken back: PAY-1/);
    terminal.type("d1");
    terminal.press("Escape");
    await terminal.waitFor(/Dismiss PAY-1: why\?/);
    terminal.press("Escape");
    await terminal.waitFor(/n next/);
    terminal.press("Right");
    await terminal.waitFor(/2 of 2[\s\S]*PAY-2/);
    terminal.type("s1q");
    await terminal.waitFor(/2 findings looked at: 1 snoozed, 1 left\.\s+code 0, icanon echo/);
    expect(terminal.hasCursor()).toBe(true);
    expect((await place.run(["decisions", "log"])).stdout).toMatch(/snooze/);
  });

  test("Ctrl-C in the middle of a note quits with 0, and what was decided is kept", async () => {
    await terminal.waitFor(/1 of 2/);
    terminal.type("s1d1half a no");
    await terminal.waitFor(/> half a no/);
    terminal.press("C-c");
    await terminal.waitFor(/2 findings looked at: 1 snoozed, 1 left\.\s+code 0, icanon echo/);
    terminal.again();
    await terminal.waitFor(/1 of 1 · 1 left[\s\S]*PAY-2/);
  });

  test("a process that is asked to end gives the terminal back, too", async () => {
    await terminal.waitFor(/1 of 2/);
    terminal.kill("TERM");
    await terminal.waitFor(/code 143, icanon echo/);
    expect(terminal.hasCursor()).toBe(true);
  });
});
