import { expect, test } from "vitest";
import { runTarget } from "./run.ts";
import { moduleOf, targetNames } from "./targets/index.ts";

/** What the whole of a run tries thousands of. */
const few: Readonly<Record<string, number>> = {
  frames: 300,
  "piped-frames": 1,
  children: 6,
  specs: 200,
  archives: 60,
  sources: 60,
  submissions: 3,
  results: 60,
  "command-line": 40,
};

test.each(targetNames)("%s: a few cases break no rule", async (name) => {
  const report = await runTarget(moduleOf(name), { seed: 7, count: few[name] });
  expect(report.violations).toEqual([]);
  expect(report.cases).toBe(few[name]);
  expect(report.outcomes.size).toBeGreaterThan(0);
});

test("a parser that was broken on purpose is caught throwing, judged wrong and hanging, each with its smallest input", async () => {
  const module = new URL("./testing/broken-parser.ts", import.meta.url);
  const report = await runTarget(module, { seed: 1 });
  const found = Object.fromEntries(report.violations.map(({ kind, input }) => [kind, input]));
  expect(found).toEqual({
    "TypeError: a is not read": "a",
    "b stands at #": "b",
    "a case takes more than 0.5 s": expect.stringMatching(/^[a-h]{12}loop$/),
  });
  expect(report.cases).toBe(60);
  const [{ index, kind }] = report.violations as [(typeof report.violations)[0]];
  const again = await runTarget(module, { seed: 1, first: index, count: 1 });
  expect(again.violations.map((each) => each.kind)).toEqual([kind]);
});
