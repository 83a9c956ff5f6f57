/**
 * `npm run fuzz [-- target ...] [--seed 1] [--count 1000] [--first 0] [--write]`: odd inputs for every part of the grader
 * that reads what it can't trust. Exit code 1 when a rule was broken. Ctrl-C stops.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectRoot } from "#graders/spec/load.ts";
import { runTarget, type Report } from "./run.ts";
import { targetNames, moduleOf } from "./targets/index.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string" },
    first: { type: "string", default: "0" },
    write: { type: "boolean", default: false },
  },
});
const names = positionals.length > 0 ? positionals : targetNames;
const unknown = names.filter((name) => !targetNames.includes(name));
if (unknown.length > 0) {
  console.error(`fuzz: there is no target ${unknown.join(", ")}. Known are ${targetNames.join(", ")}.`);
  process.exit(2);
}
const [seed, first] = [whole("seed", values.seed), whole("first", values.first)];
const count = values.count === undefined ? undefined : whole("count", values.count);

process.once("SIGINT", () => process.exit(130));
const reports: Report[] = [];
for (const name of names) {
  const onProgress = (done: number, of: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name} ${done}/${of}\u001b[K`);
  };
  const report = await runTarget(moduleOf(name), { seed, count, first, onProgress });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  console.log(inWords(report));
  reports.push(report);
}
if (values.write)
  writeFileSync(join(projectRoot, "docs", "fuzz.json"), `${JSON.stringify(kept(reports), undefined, 2)}\n`);
process.exitCode = reports.every(({ violations }) => violations.length === 0) ? 0 : 1;

function whole(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`fuzz: --${option} is ${text}, expected a whole number of at least 0.`);
  process.exit(2);
}

function inWords({ name, rule, cases, outcomes, slowest, grownMegabytes, violations }: Report): string {
  const seen = [...outcomes].toSorted(([, a], [, b]) => b - a).map(([outcome, times]) => `${outcome} ${times}`);
  return [
    `${name}: ${cases} cases, ${outcomes.size} outcomes, ${violations.length} ways in which the rule was broken`,
    `  ${rule}`,
    `  ${seen.slice(0, 8).join("; ")}${seen.length > 8 ? "; …" : ""}`,
    `  slowest: case ${slowest.index}, ${Math.round(slowest.milliseconds)} ms; memory grew by ${grownMegabytes} MB`,
    ...violations.flatMap((each) => [
      `  BROKEN ${each.count} times, first by case ${each.index}: ${each.what.replaceAll("\n", "\n    ")}`,
      `    ${each.input.slice(0, 2000)}`,
      `    again: npm run fuzz -- ${name} --seed ${seed} --first ${each.index} --count 1`,
    ]),
  ].join("\n");
}

/** What does not change from run to run. */
function kept(all: readonly Report[]): unknown {
  return {
    seed,
    targets: all.map(({ name, rule, cases, outcomes, violations }) => ({
      name,
      rule,
      cases,
      tried: [...outcomes.values()].reduce((sum, times) => sum + times, 0),
      outcomes: outcomes.size,
      violations: violations.map(({ what, index, count, input }) => ({
        what,
        case: index,
        times: count,
        input: input.slice(0, 2000),
      })),
    })),
  };
}
