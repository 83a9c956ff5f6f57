import { defineConfig } from "vitest/config";

/** `unit`: the project's own tests. `exercises`: the student's; one worker without isolation, so that the checks are loaded once. */
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
          testTimeout: 30_000,
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
