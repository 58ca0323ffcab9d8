import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["tests/**/*.test.ts"],
    benchmark: { include: ["tests/bench/**/*.bench.ts"] },
    // The bundler, Chromium and the real reconciler need seconds, not milliseconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
