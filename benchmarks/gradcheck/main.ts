/**
 * `npm run bench:gradcheck`: our gradient check and five published rules, on right gradients of functions that are hard
 * to differentiate by differences, and on wrong ones.
 *
 * Both numbers of draws are spread evenly over functions and over wrong gradients. Every draw has a seed of its own, so
 * two runs write the same figures.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { projectRoot } from "#graders/spec/load.ts";
import { figuresOf, figuresText } from "./figures.ts";
import { misses, table } from "./report.ts";
import { runOnThreads } from "./threads.ts";
import type { Listed, Order } from "./worker.ts";

const command = new Command("bench:gradcheck")
  .description("Holds the gradient check and published rules against right and wrong gradients.")
  .option("--draws <count>", "draws of right gradients, and as many of wrong ones", wholeNumber, 10_000)
  .option("--only <text>", "only functions whose name contains the text; each draw that went wrong is printed")
  .option("--rivals <which>", "all or none", "all")
  .option("--json <file>", "where the figures go (default: docs/trust/gradcheck.json; none with --only)")
  .parse();
const { draws, only, rivals, json } = command.opts<{ draws: number; only?: string; rivals: string; json?: string }>();
const withRivals = rivals !== "none";

const { subjects, orders, results } = await runOnThreads((listed) => {
  const chosen = listed.filter(({ name }) => only === undefined || name.includes(only));
  if (chosen.length === 0)
    command.error(`--only ${only} matches no function. They are:\n${listed.map(({ name }) => name).join("\n")}`);
  return plan(chosen);
});
const figures = figuresOf(subjects, orders, results);
process.stdout.write(table(figures, results));
if (only !== undefined) process.stdout.write(`\n${misses(orders, results)}`);
const file = json ?? (only === undefined ? join(projectRoot, "docs", "trust", "gradcheck.json") : undefined);
if (file !== undefined) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, figuresText(figures));
}

/** Trials of the right gradients, then of the wrong ones. */
function plan(chosen: readonly Listed[]): Order[] {
  const faults = chosen.flatMap(({ name, faults }) => faults.map((fault) => ({ subject: name, fault })));
  return [...spread(chosen.map(({ name }) => ({ subject: name, fault: null }))), ...spread(faults)];
}

function spread(trials: readonly { readonly subject: string; readonly fault: string | null }[]): Order[] {
  return trials
    .map((trial, index) => {
      const share = Math.floor(draws / trials.length) + (index < draws % trials.length ? 1 : 0);
      return { ...trial, draws: share, withRivals };
    })
    .filter((order) => order.draws > 0);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a whole number above 0.");
  return Number(text);
}
