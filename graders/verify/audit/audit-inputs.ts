/**
 * Holds the inputs of an exercise against the ways in which inputs hide mistakes: near 0, tied, symmetric, of one sign,
 * of one size, saturated.
 *
 * A check may be degenerate on purpose; its spec then says `"degenerate": "why"`, and that is a fault where nothing
 * degenerate is found. What is merely missing from one check (a stride above 1) may stand in another of the same
 * function and kind. Numeric cases are judged together, function by function.
 */
import { signatureOf, type CheckSpec, type Exercise } from "#graders/spec/spec.ts";
import { arrangementRules } from "./arrangement.ts";
import { casesRules } from "./cases.ts";
import type { Degeneracy } from "./degeneracy.ts";
import { discreteRules } from "./discrete.ts";
import { numbersRules } from "./numbers.ts";
import { observe } from "./observe.ts";
import { outputsRules } from "./outputs.ts";
import { sizesRules } from "./sizes.ts";

interface Audited {
  readonly check: CheckSpec;
  readonly found: readonly Degeneracy[];
}

/** Full sentences, each naming check, argument, what was found, the rule and the remedy; none when no input hides anything. */
export function auditInputs(exercise: Exercise): readonly string[] {
  const { spec } = exercise;
  const audited = spec.checks
    .filter(({ kind }) => kind !== "cases")
    .map((check): Audited => ({ check, found: degeneraciesOf(exercise, check) }));
  const faults = audited.flatMap(({ check, found }) => {
    const left = found.filter((one) => !one.missing || isMissingInAll(audited, check, one));
    if (check.degenerate === undefined) return left.map((one) => inWords(`In the check “${check.name}”, `, one));
    return left.length > 0 ? [] : [needless(check, "nothing degenerate is found in its inputs")];
  });
  for (const check of spec.checks) {
    if (check.kind === "cases" && check.degenerate !== undefined)
      faults.push(needless(check, "numeric cases are judged together with all others of their function"));
  }
  for (const name of new Set(spec.checks.map(({ call }) => call))) {
    const own = spec.checks.filter(({ call }) => call === name);
    faults.push(...casesRules(spec, name).map((one) => inWords(`In the numeric cases of ${name}, `, one)));
    if (signatureOf(spec, name)!.parameters.size > 0 && own.every(({ degenerate }) => degenerate !== undefined))
      faults.push(
        `Every check of ${name} is degenerate on purpose. Add one whose inputs are ordinary, so that a plain mistake shows.`,
      );
  }
  return faults;
}

function degeneraciesOf(exercise: Exercise, check: CheckSpec): readonly Degeneracy[] {
  let observation;
  try {
    observation = observe(exercise, check);
  } catch (error) {
    return [
      {
        rule: "throws",
        argument: "the generator",
        found: `throws: “${(error as Error).message}”`,
        because: "A check that can't draw its inputs can't be graded.",
        remedy: "Mend it, or draw fewer values.",
      },
    ];
  }
  // A data set to learn from is as it is: square images, shades that repeat. Only its labels can hide something.
  if (observation.isDataSet) return discreteRules(observation).filter(({ missing }) => !missing);
  return [
    ...numbersRules(observation, check.kind === "gradient"),
    ...arrangementRules(observation),
    ...sizesRules(observation, exercise.spec.sizes),
    ...discreteRules(observation),
    ...outputsRules(exercise, check, observation),
  ];
}

/** Whether no other check of the same function and kind has what this one lacks. */
function isMissingInAll(audited: readonly Audited[], check: CheckSpec, one: Degeneracy): boolean {
  return audited
    .filter(
      (other) => other.check.call === check.call && (other.check.kind === "gradient") === (check.kind === "gradient"),
    )
    .every(({ found }) => found.some(({ rule, argument }) => rule === one.rule && argument === one.argument));
}

function inWords(where: string, { argument, found, because, remedy }: Degeneracy): string {
  return `${where}${argument} ${found}. ${because} ${remedy}`;
}

function needless(check: CheckSpec, why: string): string {
  return `The check “${check.name}” says that it is degenerate, but ${why}. Take "degenerate" away.`;
}
