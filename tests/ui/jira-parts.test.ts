import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type * as forge from "../../src/ui/host-forge";
import type * as local from "../../src/ui/host-local";
import { createPace } from "../../src/ui/pace";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a page that asks much waits, and never asks more than the bridge lets through", async () => {
  const takeTurn = createPace(3, 1_000);
  const passed: number[] = [];
  const start = Date.now();
  const turns = Array.from({ length: 7 }, () => takeTurn().then(() => passed.push(Date.now() - start)));
  await vi.advanceTimersByTimeAsync(5_000);
  await Promise.all(turns);
  expect(passed).toEqual([0, 0, 0, 1_000, 1_000, 1_000, 2_000]);
});

test("a page that asks now and then does not wait", async () => {
  const takeTurn = createPace(3, 1_000);
  const start = Date.now();
  for (let turn = 0; turn < 10; turn += 1) {
    await takeTurn();
    expect(Date.now() - start).toBe(turn * 400);
    await vi.advanceTimersByTimeAsync(400);
  }
});

test("both hosts have the same shape", () => {
  // Does not compile where one of them lacks something, or has it otherwise. Of a location wouter's own takes more.
  const isSame: typeof forge extends Omit<typeof local, "useHostLocation"> ? true : false = true;
  const isWhole: keyof typeof local extends keyof typeof forge ? true : false = true;
  expect([isSame, isWhole]).toEqual([true, true]);
});
