import { defineConfig } from "vitest/config";

/** vitest as it comes, over the ten exercises of the grading benchmark. */
export default defineConfig({
  test: { root: `${import.meta.dirname}/..`, include: [".cache/bench/ten/class/**/*.test.ts"], exclude: [] },
});
