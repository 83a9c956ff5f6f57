/**
 * The reference in single precision: every result of a tensor's method, and what goes out, is rounded to float32. A student who keeps numbers in a Float32Array writes no wrong code, so it must be accepted.
 */
import { Random, Tensor } from "#tensor";
import { mapLeaves } from "#graders/checks/gradient/leaves.ts";
import type { Call, Loaded, Reply, Session, Value } from "#graders/execution/executor.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { referenceSession } from "#graders/grading/sessions.ts";
import type { Exercise } from "#graders/spec/spec.ts";

export function float32Session(exercise: Exercise): Session {
  const inner = referenceSession(exercise);
  return {
    exports: inner.exports,
    programs: inner.programs,
    console: () => "",
    async call(calls: readonly Call[]): Promise<Reply[]> {
      // Code in this process has run when `call` returns; what is awaited is only the reply.
      const replies = await withSinglePrecision(() => inner.call(calls));
      return replies.map((reply) =>
        reply.status === "returned" ? { ...reply, value: singlePrecision(reply.value) } : reply,
      );
    },
  };
}

function singlePrecision(value: Value): Value {
  return value instanceof Random ? value : mapLeaves(value, ({ data }) => data.map(rounded));
}

const largestSingle = (2 - 2 ** -23) * 2 ** 127;

/** The nearest float32 number; the largest one stands for numbers beyond it, as where a mask is "the lowest number there is". */
function rounded(value: number): number {
  return Number.isFinite(value) ? Math.fround(Math.max(-largestSingle, Math.min(largestSingle, value))) : value;
}

type Method = (this: Tensor, ...args: unknown[]) => unknown;

/** Methods of Tensor round their results while the work runs. */
function withSinglePrecision<Result>(work: () => Result): Result {
  const prototype = Tensor.prototype as unknown as { [name: string]: Method };
  const methods = Object.getOwnPropertyNames(prototype).filter(
    (name) => name !== "constructor" && typeof Object.getOwnPropertyDescriptor(prototype, name)!.value === "function",
  );
  const originals = methods.map((name) => [name, prototype[name]!] as const);
  for (const [name, method] of originals) {
    prototype[name] = function (...args) {
      const result = method.apply(this, args);
      return result instanceof Tensor && result !== this ? new Tensor(result.data.map(rounded), result.shape) : result;
    };
  }
  try {
    return work();
  } finally {
    for (const [name, method] of originals) prototype[name] = method;
  }
}

/** Full sentences: a check that refuses single precision and doesn't say why, or says so and doesn't refuse it. */
export async function float32Faults(exercise: Exercise): Promise<string[]> {
  const refused = new Map<string, string>();
  for (let seed = 1; seed <= seedsTried; seed++) {
    const loaded: Loaded = { status: "loaded", session: float32Session(exercise) };
    const options = { seed, diagnosis: false, shrinks: false };
    const { checks } = await gradeExercise(exercise, () => Promise.resolve(loaded), options);
    for (const { name, status, lesson } of checks)
      if (status === "fail" || status === "error") refused.set(name, lesson?.summary ?? status);
  }
  return exercise.spec.checks.flatMap(({ name, doublePrecision }) => {
    const why = refused.get(name);
    if (why !== undefined && doublePrecision === undefined)
      return [
        `The check “${name}” refuses the reference in single precision: ${why} Widen its tolerance, or say under "doublePrecision" what float32 lacks.`,
      ];
    if (why === undefined && doublePrecision !== undefined)
      return [
        `The check “${name}” asks for double precision, and single precision passes it. Take "doublePrecision" away.`,
      ];
    return [];
  });
}

const seedsTried = 3;
