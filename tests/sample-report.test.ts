import { expect, test } from "vitest";
import { auditFiles } from "#cli/commands/audit";
import { prepare } from "#cli/compose";
import { nameSample, samplePath } from "#cli/sample";
import { formats, renderers } from "#core/render/index";

test("no report of the sample names it by a path that nobody typed", async () => {
  const report = nameSample(await auditFiles([samplePath()], await prepare({}, true), { map: {} }));
  expect(report.totals.items).toBeGreaterThan(100);
  for (const { format } of formats) {
    const text = renderers[format](report, { colour: false, width: 120 });
    expect(text).not.toContain("backlog.json");
    expect(text).not.toContain(samplePath());
  }
  expect(renderers.terminal(report, { colour: false, width: 120 })).toMatch(
    /^Who holds what in the bundled sample backlog\n/,
  );
});
