/** Measures one engine on every row and prints a line of JSON for each: a process of its own, since a driver may end it. */
import { Random, type Tensor } from "#tensor";
import { EngineMissing, engines, type Engine, type EngineName, type Operation } from "#graders/engines/engine.ts";
import { openReference } from "#graders/engines/reference.ts";
import { rows, type Row } from "./rows.ts";

export type Line =
  | { readonly detail: string }
  | { readonly missing: string }
  | { readonly row: number; readonly milliseconds: number; readonly largestError: number | null }
  | { readonly row: number; readonly skipped: string };

/** A row that would take longer for one run, by the pace of the row before, is left out. */
const mostMilliseconds = 10_000;
const measured = 5;
const leastMilliseconds = 60;
/** Above this, the float64 reference takes too long to be the judge. */
const mostJudged = 0.6;

const name = process.argv[2] as EngineName;
const print = (line: Line): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const pace = new Map<Operation, number>();

try {
  const engine = await engines[name]();
  print({ detail: engine.detail });
  for (const [index, row] of rows.entries()) await measureRow(engine, index, row);
} catch (error) {
  if (!(error instanceof EngineMissing)) throw error;
  print({ missing: error.message });
}
process.exit(0);

async function measureRow(engine: Engine, index: number, row: Row): Promise<void> {
  const expected = (pace.get(row.operation) ?? 0) * row.work;
  if (expected > mostMilliseconds)
    return print({ row: index, skipped: `about ${Math.round(expected / 1000)} s a run` });
  const inputs = row.inputs(new Random(7));
  try {
    const prepared = await engine.prepare(row.operation, inputs);
    const first = await time(() => prepared.run(1));
    // The first run compiles; a slow one is not repeated to find out how fast it is.
    let times = 1;
    let took = first > 2000 ? first : await time(() => prepared.run(times));
    while (took < leastMilliseconds && times < 4096) {
      times *= 4;
      took = await time(() => prepared.run(times));
    }
    const repeats = took > 2000 ? [] : await repeated(() => time(() => prepared.run(times)));
    const milliseconds = median([...repeats, took]) / times;
    const largestError = await errorOf(row, inputs, await prepared.read());
    prepared.release();
    pace.set(row.operation, milliseconds / row.work);
    print({ row: index, milliseconds, largestError });
  } catch (error) {
    print({ row: index, skipped: (error as Error).message.slice(0, 200) });
  }
}

async function errorOf(row: Row, inputs: readonly Tensor[], result: Tensor): Promise<number | null> {
  if (row.unit === "GFLOP" && row.work > mostJudged) return null;
  const right = await openReference().prepare(row.operation, inputs);
  await right.run(1);
  return result
    .sub(await right.read())
    .abs()
    .max()
    .item();
}

async function repeated(measure: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let turn = 1; turn < measured; turn++) found.push(await measure());
  return found;
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
