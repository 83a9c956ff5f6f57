/**
 * Opens one engine, has it multiply two matrices, and prints what came of it as one line of JSON. A process of its own: a bad driver may abort
 * or hang.
 */
import { Random } from "#tensor";
import { EngineMissing, engines, isEngineName } from "./engine.ts";

export type ProbeReport =
  | { readonly status: "here"; readonly detail: string; readonly gflops: number }
  | { readonly status: "missing"; readonly why: string }
  | { readonly status: "wrong"; readonly detail: string; readonly largestError: number };

const size = 256;
/** Of a sum of 256 products of numbers from 0 to 1, which is 64 on average: far more than float32 loses, far less than a wrong row makes. */
const mostError = 0.01;
const leastMilliseconds = 100;

async function probe(name: string): Promise<ProbeReport> {
  if (!isEngineName(name)) return { status: "missing", why: `there is no engine of the name ${name}` };
  try {
    const engine = await engines[name]();
    const random = new Random(1);
    const [a, b] = [random.uniform([size, size]), random.uniform([size, size])];
    const prepared = await engine.prepare("matmul", [a, b]);
    await prepared.run(1);
    const difference = (await prepared.read()).sub(a.matmul(b)).abs().max().item();
    if (!(difference < mostError)) return { status: "wrong", detail: engine.detail, largestError: difference };
    const gflops = (2 * size ** 3) / 1e6 / (await milliseconds((times) => prepared.run(times)));
    return { status: "here", detail: engine.detail, gflops };
  } catch (error) {
    if (error instanceof EngineMissing) return { status: "missing", why: error.message };
    throw error;
  }
}

/** For one of as many as it takes to be measured. */
async function milliseconds(run: (times: number) => Promise<void>): Promise<number> {
  for (let times = 1; ; times *= 4) {
    const start = performance.now();
    await run(times);
    const took = performance.now() - start;
    if (took >= leastMilliseconds) return took / times;
  }
}

const report = await probe(process.argv[2] ?? "");
process.stdout.write(`\n${JSON.stringify(report)}\n`);
// Drivers keep threads that would hold the process.
process.exit(0);
