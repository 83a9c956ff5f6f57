import { configDefaults, defineConfig } from "vitest/config";

/** `unit`: the project's own tests. `pages`: those that open pages in a browser, one for all of them. `exercises`: the student's; one worker without isolation, so that the checks are loaded once. */
export default defineConfig({
  test: {
    // Our own TypeScript runs as Node runs it: no second transform, and the same files as in grading.
    server: { deps: { external: [/\/(graders|reference|reports)\/(?!.*\.test\.ts)/] } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{reference,graders,reports,specs,tests,benchmarks}/**/*.test.ts"],
          exclude: [...configDefaults.exclude, "tests/pages/**"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "pages",
          include: ["tests/pages/**/*.test.ts"],
          globalSetup: ["tests/pages/start-browser.ts"],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "exercises",
          include: ["exercises/**/*.test.ts"],
          // A thread ends with the process, whatever loop it is caught in.
          pool: "threads",
          isolate: false,
          maxWorkers: 1,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
