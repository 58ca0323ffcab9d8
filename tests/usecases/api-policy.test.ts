import { describe, expect, test } from "vitest";
import { createMemoryStore } from "#stores/memory-store";
import { TWO_ROLES } from "../fixtures/audit-items";
import { openApi } from "./api-session";
import { createTeam, strategy } from "./team";

describe("The policy", () => {
  test("comes as it is written, with every rule's page, setting and options", async () => {
    const policy = { rules: { "mixed-focus": "off", "strategic-outside-product": { severity: "info" } } };
    const api = await openApi(createMemoryStore(), { policy });
    const told = await api.call("getPolicy", {});
    expect(JSON.parse(told.text)).toEqual(policy);
    const settings = Object.fromEntries(told.rules.map(({ id, setting }) => [id, setting]));
    expect(settings).toMatchObject({ "mixed-focus": "off", "strategic-outside-product": "info", unowned: null });
    for (const { page, title } of told.rules) expect(page).toContain(`**${title}.**`);
    expect(told.rules.flatMap(({ options }) => options).every(({ value }) => value === null)).toBe(true);
  });

  test("an option of a rule is shown with its default and its value", async () => {
    const { rules } = await (await openApi(createMemoryStore())).call("getPolicy", {});
    const rule = rules.find(({ options }) => options.some((option) => typeof option.default === "number"));
    const option = rule?.options.find((one) => typeof one.default === "number");
    const changed = Number(option?.default) + 1;
    const policy = { rules: { [rule?.id ?? ""]: { options: { [option?.name ?? ""]: changed } } } };
    const again = await (await openApi(createMemoryStore(), { policy })).call("getPolicy", {});
    const same = again.rules.find(({ id }) => id === rule?.id)?.options.find(({ name }) => name === option?.name);
    expect(same).toEqual({ ...option, value: changed });
  });

  test("a document that cannot be used is told of, and the default policy holds", async () => {
    const api = await openApi(createMemoryStore(), { policy: { thresholds: { error: 2 }, modus: "auto" } });
    const { issues, rules } = await api.call("getPolicy", {});
    expect(issues.join("\n")).toMatch(/thresholds\.error/);
    expect(issues.join("\n")).toMatch(/unknown key "modus"; did you mean "mode"\?/);
    expect(rules.every(({ setting }) => setting === null)).toBe(true);
  });

  test("a broken text is not saved, a good one is kept as it was written", async () => {
    const api = await openApi(createMemoryStore());
    const { hash } = await api.call("getPolicy", {});
    for (const text of ["{ no", '{ "baseRate": 7 }', "[]"]) {
      expect((await api.call("validatePolicy", { text })).issues).not.toEqual([]);
      await expect(api.call("savePolicy", { text, basedOn: hash })).rejects.toMatchObject({ name: "ConfigError" });
    }
    const text = '{"baseRate":   0.3}';
    const saved = await api.call("savePolicy", { text, basedOn: hash });
    expect(await api.call("getPolicy", {})).toMatchObject({ text, hash: saved.hash, issues: [] });
    await expect(api.call("savePolicy", { text: "{}", basedOn: hash })).rejects.toMatchObject({ kind: "stale" });
  });

  test("its own tests are run before it is saved", async () => {
    const api = await openApi(createMemoryStore());
    const tests = [
      { title: "Fix null pointer exception in the refund endpoint", expect: "tactical" },
      { title: "Fix null pointer exception in the payment endpoint", expect: "strategic" },
    ];
    const checked = await api.call("validatePolicy", { text: JSON.stringify({ tests }) });
    expect(checked.issues).toEqual([]);
    expect(checked.tests.map(({ expected, got, isOk }) => [expected, got.replace(/ · \d+ %/, ""), isOk])).toEqual([
      ["Tactical", "Tactical", true],
      ["Strategic", "Tactical", false],
    ]);
  });
});

describe("How a rule fares", () => {
  const many = Array.from({ length: 12 }, (_, n) => strategy({ key: `PAY-${n + 20}` }));
  const dismissSome = async (reason: "not-misassigned" | "agreed-exception", count: number) => {
    const team = createTeam();
    await team.audit(many);
    const api = await openApi(team.store, { policy: TWO_ROLES });
    const { rows, asOf } = await api.call("listFindings", { filter: { rule: ["owner-role-mismatch"] } });
    expect(rows).toHaveLength(12);
    const before = await api.call("getPolicy", {});
    const ids = rows.slice(0, count).map(({ id }) => id);
    await api.call("decide", { act: { kind: "dismiss", reason, note: "no" }, selection: { ids }, asOf });
    const after = await api.call("getPolicy", {});
    return [before, after].map(({ rules }) => rules.find(({ id }) => id === "owner-role-mismatch"));
  };

  test("it is noisy where people deny three in ten of its findings, not where they agree on exceptions", async () => {
    const [before, after] = await dismissSome("not-misassigned", 4);
    expect(before).toMatchObject({ found: 12, open: 12, dismissed: 0, isNoisy: false });
    expect(after).toMatchObject({ found: 12, open: 8, dismissed: 4, isNoisy: true });
    expect((await dismissSome("not-misassigned", 3))[1]?.isNoisy).toBe(false);
    expect((await dismissSome("agreed-exception", 8))[1]).toMatchObject({ dismissed: 8, isNoisy: false });
  });
});
