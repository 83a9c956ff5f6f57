/**
 * How long a submission's own code computes while it is graded, in seconds of this thread: what no grader can save. A process of its own
 * for each submission, since code that has just started is slower than code that has run for a while.
 *
 * node own-compute.ts <folder of the submission> <exercise id>…
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inProcessSession } from "#graders/execution/in-process.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { loadExercise } from "#graders/spec/load.ts";

type Callable = (this: unknown, ...values: unknown[]) => unknown;

let microseconds = 0;
let depth = 0;
const [folder = ".", ...ids] = process.argv.slice(2);

for (const id of ids) {
  const exercise = await loadExercise(id);
  const module = await imported(resolve(join(folder, `${id}.ts`)));
  if (!module) continue;
  const session = inProcessSession(timed(module), exercise.programs ?? {});
  await gradeExercise(exercise, async () => ({ status: "loaded", session }), { seed: 1 });
}
process.stdout.write(String(microseconds / 1e6));

/** Nothing where there is no file, or it doesn't load: then there is nothing to compute. */
async function imported(file: string): Promise<object | undefined> {
  try {
    return (await import(pathToFileURL(file).href)) as object;
  } catch {
    return undefined;
  }
}

/** The exports, each with a clock around it; of a class, around each method. */
function timed(module: object): object {
  return Object.fromEntries(
    Object.entries(module).map(([name, value]) => [name, typeof value === "function" ? timedExport(value) : value]),
  );
}

function timedExport(value: Function): Function {
  if (!/^class\b/.test(Function.prototype.toString.call(value))) return clocked(value as Callable);
  const { prototype } = value as unknown as { prototype: Record<string, unknown> };
  for (const [name, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name !== "constructor" && typeof method === "function") prototype[name] = clocked(method as Callable);
  }
  return value;
}

function clocked(inner: Callable): Callable {
  return function (...values) {
    const start = process.threadCpuUsage();
    depth += 1;
    try {
      return inner.apply(this, values);
    } finally {
      depth -= 1;
      if (depth === 0) {
        const { user, system } = process.threadCpuUsage(start);
        microseconds += user + system;
      }
    }
  };
}
