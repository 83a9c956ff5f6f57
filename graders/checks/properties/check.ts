/** Holds a function to a law of the vocabulary, on drawn inputs. */
import type { Call, Value } from "#graders/execution/executor.ts";
import { Draw } from "#graders/inputs/draw.ts";
import { forAll } from "#graders/inputs/for-all.ts";
import type { Inputs } from "#graders/inputs/arbitrary.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import type { CheckSpec } from "#graders/spec/spec.ts";
import { compare, describe, toleranceInWords } from "../compare.ts";
import { generatorFor, type CheckContext, type Outcome } from "../context.ts";
import { brokenCall, brokenLaw, callByName, shrinks, wrongValue, type Finding } from "../finding.ts";
import { additive, homogeneous, monotone, reflects, zeroWhenEqual } from "./algebra.ts";
import {
  batchIndependent,
  permutationEquivariant,
  permutationInvariant,
  shiftInvariant,
  symmetric,
  translationEquivariant,
} from "./invariance.ts";
import type { Law, Settings } from "./law.ts";
import { reachesAccuracy } from "./learning.ts";
import { bounded, finite, sumsTo } from "./range.ts";

/** The vocabulary: what a spec may write after "property". */
export const laws: { readonly [name: string]: Law } = {
  additive,
  "batch-independent": batchIndependent,
  bounded,
  finite,
  homogeneous,
  monotone,
  "permutation-equivariant": permutationEquivariant,
  "permutation-invariant": permutationInvariant,
  "reaches-accuracy": reachesAccuracy,
  reflects,
  "shift-invariant": shiftInvariant,
  "sums-to": sumsTo,
  symmetric,
  "translation-equivariant": translationEquivariant,
  "zero-when-equal": zeroWhenEqual,
};

const usualRuns = 20;

export async function checkProperty(check: CheckSpec & { kind: "property" }, context: CheckContext): Promise<Outcome> {
  const { spec } = context.exercise;
  const law = lawFor(check, spec.id);
  const judge = async (inputs: readonly Inputs[]): Promise<(Finding | undefined)[]> => {
    const trials = inputs.map(({ seed, scale, values }) =>
      law.trial(values, check.settings, new Draw(seed ^ 0x2545f491, scale)),
    );
    const calls = trials.map((trial) => trial.calls.map((values) => callByName(spec, check.call, values)));
    const replies = await context.student.call(calls.flat());
    let next = 0;
    return trials.map((trial, index) => {
      const own = replies.slice(next, (next += trial.calls.length));
      const broken = own.findIndex((reply) => reply.status !== "returned");
      if (broken !== -1) return brokenCall(spec, calls[index]![broken]!, own[broken] as never);
      const returned = own.map((reply) => (reply.status === "returned" ? reply : undefined)!);
      const verdict = trial.judge(
        returned.map(({ value }) => judged(value, check.settings)),
        check.tolerance,
      );
      const last = returned.at(-1)!;
      const call = calls[index]!.at(-1)!;
      if (verdict === undefined) return undefined;
      if (typeof verdict === "string")
        return law.keepsInput
          ? inBrief(brokenLaw(spec, call, last, verdict), call)
          : brokenLaw(spec, call, last, verdict);
      const actual = { ...last, value: verdict.actual ?? judged(last.value, check.settings) };
      const comparison = compare(verdict.expected, actual.value, check.tolerance);
      if (comparison.equal) return undefined;
      const lesson = { tolerance: toleranceInWords(check.tolerance) };
      const finding = wrongValue(
        spec,
        call,
        actual,
        verdict.expected,
        { ...comparison, reason: `${verdict.because} ${comparison.reason}` },
        lesson,
      );
      return { ...finding, probes: [{ call, reply: last }] };
    });
  };
  return forAll(generatorFor(context.exercise, check), judge, {
    seed: context.seed,
    runs: check.runs ?? usualRuns,
    shrinks: (finding) => context.shrinks && law.keepsInput !== true && shrinks(finding),
  });
}

/** The result, or the field of it that the check is about. */
function judged(value: Value, { field }: Settings): Value {
  if (field === undefined) return value;
  return typeof value === "object" && value !== null
    ? (value as { readonly [name: string]: Value })[String(field)]
    : undefined;
}

/** Says what went in without printing it: nobody reads two hundred images. */
function inBrief(finding: Finding, call: Call): Finding {
  const { actual: _actual, code: _code, ...lesson } = finding.lesson;
  const input = lesson.input?.map(({ name }, index) => ({ name, value: { text: describe(call.args[index]) } }));
  return { ...finding, lesson: { ...lesson, ...(input ? { input } : {}) } };
}

function lawFor(check: CheckSpec & { kind: "property" }, id: string): Law {
  const law = laws[check.property];
  const where = `specs/${id}.json: check "${check.name}"`;
  if (!law)
    throw new SpecError(
      `${where} names the property "${check.property}", expected one of ${Object.keys(laws).join(", ")}.`,
    );
  const known = Object.keys(law.settings)
    .map((name) => name.replace("?", ""))
    .concat("field");
  for (const name of Object.keys(check.settings)) {
    if (!known.includes(name))
      throw new SpecError(`${where} gives "${name}" to ${check.property}, expected ${known.join(", ") || "nothing"}.`);
  }
  for (const name of Object.keys(law.settings)) {
    if (!name.endsWith("?") && check.settings[name] === undefined)
      throw new SpecError(`${where} lacks "${name}" for ${check.property}: ${law.settings[name]}.`);
  }
  return law;
}
