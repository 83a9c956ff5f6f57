/**
 * The process in which the cases of one target run; run.ts watches it from outside.
 *
 * The number of the case and when it began are written to a file of two float64, so that they can be read while it hangs.
 * A thread would not do: V8 can't stop every loop of one (`while (text.endsWith("x"));` in Node 24.21).
 */
import { openSync, writeSync } from "node:fs";
import { minimised } from "./minimise.ts";
import { kindOf, randomOf, textOf, type Bench, type Target } from "./target.ts";

export interface Job {
  /** Address of the module whose default export is the target. */
  readonly module: string;
  readonly seed: number;
  readonly first: number;
  readonly end: number;
  /** The file for the number of the case, and milliseconds at which it began. */
  readonly place: string;
}

export interface Found {
  readonly kind: string;
  readonly what: string;
  readonly index: number;
  readonly input: string;
}

/** What the process says now and then, and at its end. */
export type Note =
  | { readonly type: "ready"; readonly name: string; readonly seconds: number }
  | { readonly type: "found"; readonly found: Found; readonly minimised: boolean }
  | { readonly type: "progress"; readonly outcomes: ReadonlyMap<string, number>; readonly done: number }
  | { readonly type: "end"; readonly slowest: Slowest; readonly grownMegabytes: number };

export interface Slowest {
  readonly index: number;
  readonly milliseconds: number;
}

const { module, seed, first, end, place } = JSON.parse(process.argv[2]!) as Job;
const placeFile = openSync(place, "r+");
const usualSeconds = 5;
const usualMegabytes = 600;
const reportMilliseconds = 250;
/** Of one kind, so many are kept and the first is minimised. */
const keptOfAKind = 3;

// Nobody waits for it any more.
process.once("disconnect", () => process.exit(1));
await run(((await import(module)) as { default: Target }).default);

async function run(target: Target): Promise<void> {
  const bench = await target.open();
  say({ type: "ready", name: target.name, seconds: target.seconds ?? usualSeconds });
  const before = process.memoryUsage.rss();
  let largest = before;
  let slowest: Slowest = { index: first, milliseconds: 0 };
  let outcomes = new Map<string, number>();
  const seen = new Map<string, number>();
  let reported = Date.now();
  const report = (done: number): void => {
    say({ type: "progress", outcomes, done });
    outcomes = new Map();
    reported = Date.now();
  };
  for (let index = first; index < end; index++) {
    begin(index);
    const start = performance.now();
    const input = bench.draw(randomOf(seed, index));
    try {
      for (const outcome of await bench.judge(input)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      largest = Math.max(largest, refuseGrowth(before, target.megabytes ?? usualMegabytes));
    } catch (error) {
      outcomes.set("violation", (outcomes.get("violation") ?? 0) + 1);
      await keep(bench, input, index, error, seen);
    }
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { index, milliseconds };
    if (Date.now() - reported > reportMilliseconds) report(index + 1);
  }
  report(end);
  at(end, 0);
  await bench.close?.();
  say({ type: "end", slowest, grownMegabytes: Math.round((largest - before) / 2 ** 20) });
  process.disconnect();
}

function refuseGrowth(before: number, megabytes: number): number {
  const now = process.memoryUsage.rss();
  if (now - before <= megabytes * 2 ** 20) return now;
  globalThis.gc?.();
  if (process.memoryUsage.rss() - before > megabytes * 2 ** 20)
    throw new Error(`the process has grown by more than ${megabytes} MB`);
  return now;
}

async function keep(
  bench: Bench,
  input: unknown,
  index: number,
  error: unknown,
  seen: Map<string, number>,
): Promise<void> {
  const kind = kindOf(error);
  const count = (seen.get(kind) ?? 0) + 1;
  seen.set(kind, count);
  if (count > keptOfAKind) return;
  const found = { kind, what: textOf(error), index };
  say({ type: "found", found: { ...found, input: bench.written(input) }, minimised: false });
  if (count > 1 || bench.smaller === undefined) return;
  const smallest = await minimised(bench, input, kind, () => begin(index));
  say({ type: "found", found: { ...found, input: bench.written(smallest) }, minimised: true });
}

function begin(index: number): void {
  at(index, Date.now());
}

function at(index: number, began: number): void {
  writeSync(placeFile, new Uint8Array(Float64Array.of(index, began).buffer), 0, 16, 0);
}

function say(note: Note): void {
  process.send!(note);
}
