/** Rules about what the reference makes of the inputs: it takes them, and its results and gradients say something. */
import { Tensor } from "#tensor";
import type { Call, Value } from "#graders/execution/executor.ts";
import { callByName } from "#graders/checks/finding.ts";
import { leavesOf, mapLeaves } from "#graders/checks/gradient/leaves.ts";
import { runPlainly, type HostModule } from "#graders/execution/kernels/programs.ts";
import { Draw } from "#graders/inputs/draw.ts";
import type { CheckSpec, Exercise } from "#graders/spec/spec.ts";
import { almostAll, calledInputs, countOf, fewest, most, rare, saturated, type Degeneracy } from "./degeneracy.ts";
import type { Observation } from "./observe.ts";

export function outputsRules(exercise: Exercise, check: CheckSpec, { draws }: Observation): Degeneracy[] {
  const results = new Map<string, number[]>();
  const gradients = new Map<string, number[]>();
  const tried = draws.slice(0, calledInputs);
  let refused = 0;
  let why = "";
  for (const [index, values] of tried.entries()) {
    try {
      const output = run(exercise, callByName(exercise.spec, check.call, values));
      collect(results, output);
      if (check.kind === "gradient")
        collect(gradients, gradientAt(exercise, check, { values, output, seed: index + 1 }));
    } catch (error) {
      refused++;
      why = error instanceof Error ? error.message : String(error);
    }
  }
  if (refused > most * tried.length)
    return [
      {
        rule: "refused",
        argument: "the reference",
        found: `refuses ${countOf(refused, tried.length, "inputs")}: “${why.replace(/\.$/, "")}”`,
        because: "Code that always throws passes on them.",
        remedy: "Draw inputs that it takes, or make cases of those that it must refuse.",
      },
    ];
  return [
    ...[...results].flatMap(([path, entries]) => resultRules(path, entries)),
    // A result that should lie between bounds may lie flat there.
    ...(isBounded(check) ? [] : [...results].flatMap(([path, entries]) => saturation(path, entries))),
    ...[...gradients].flatMap(([path, entries]) => gradientRules(path, entries)),
  ];
}

function resultRules(path: string, entries: readonly number[]): Degeneracy[] {
  if (entries.length < fewest) return [];
  const argument = resultName(path);
  const notFinite = entries.filter((entry) => !Number.isFinite(entry)).length;
  if (notFinite > rare * entries.length)
    return [
      {
        rule: "not finite",
        argument,
        found: `is not finite in ${countOf(notFinite, entries.length, "entries")}`,
        because: "An infinity or NaN equals itself, whatever was computed on the way.",
        remedy: "Draw inputs for which the result is a number, and make cases of the others.",
      },
    ];
  const counts = new Map<number, number>();
  for (const entry of entries) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  const [commonest, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  if (count > almostAll * entries.length)
    return [
      {
        rule: "constant result",
        argument,
        found: `is ${commonest} in ${countOf(count, entries.length, "entries")}`,
        because: "Code that always returns that is right almost everywhere.",
        remedy: "Draw inputs for which it takes other values as often.",
      },
    ];
  return [];
}

function saturation(path: string, entries: readonly number[]): Degeneracy[] {
  if (entries.length < fewest || entries.every((entry) => Number.isInteger(entry))) return [];
  const flat = entries.filter(
    (entry) => Math.abs(Math.abs(entry) - 1) < saturated || (entry !== 0 && Math.abs(entry) < saturated),
  ).length;
  if (flat <= most * entries.length) return [];
  return [
    {
      rule: "saturated",
      argument: resultName(path),
      found: `is within ${saturated} of 0, 1 or -1 in ${countOf(flat, entries.length, "entries")}`,
      because: "There the function is flat, and a wrong argument gives the same result.",
      remedy: "Draw smaller inputs.",
    },
  ];
}

function isBounded(check: CheckSpec): boolean {
  return check.kind === "property" && check.property === "bounded";
}

function resultName(path: string): string {
  return path === "" ? "the result" : `the result's ${path}`;
}

function gradientRules(path: string, entries: readonly number[]): Degeneracy[] {
  const zeros = entries.filter((entry) => entry === 0).length;
  if (entries.length < fewest || zeros <= almostAll * entries.length) return [];
  return [
    {
      rule: "dead gradient",
      argument: path === "" ? "the gradient" : `the gradient's ${path}`,
      found: `is 0 in ${countOf(zeros, entries.length, "entries")}`,
      because: "A backward pass that returns zeros passes.",
      remedy: "Draw inputs that the result depends on.",
    },
  ];
}

function gradientAt(
  exercise: Exercise,
  check: CheckSpec & { kind: "gradient" },
  at: { readonly values: { readonly [argument: string]: unknown }; readonly output: Value; readonly seed: number },
): Value {
  const draw = new Draw(at.seed);
  const weights = mapLeaves(at.output, ({ shape }) => draw.tensor(shape, -2, 2).data);
  const gradOutput = typeof weights === "number" ? new Tensor([weights], []) : weights;
  return run(exercise, callByName(exercise.spec, check.by, { ...at.values, output: at.output, gradOutput }));
}

function run({ spec, reference, programs }: Exercise, { target, name, args }: Call): Value {
  if (spec.device) return runPlainly(reference as HostModule, name, args) as Value;
  const callee = (target === "program" ? programs! : reference)[name] as (...args: unknown[]) => Value;
  return target === "program" ? callee(reference, ...args) : callee(...args);
}

function collect(entries: Map<string, number[]>, value: Value): void {
  if (typeof value === "boolean") return collect(entries, Number(value));
  for (const { path, data } of leavesOf(value)) {
    const name = path.join(".");
    if (!entries.has(name)) entries.set(name, []);
    entries.get(name)!.push(...data);
  }
}
