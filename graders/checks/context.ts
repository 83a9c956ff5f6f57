/** What every check is given. */
import type { Call, Session, Value } from "#graders/execution/executor.ts";
import { drawArguments, type Draw } from "#graders/inputs/draw.ts";
import { parseType, type Signature } from "#graders/spec/signature.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import { signatureOf, type CheckSpec, type Exercise } from "#graders/spec/spec.ts";
import type { Tolerance } from "./compare.ts";
import type { Finding } from "./finding.ts";
import { mapLeaves } from "./gradient/leaves.ts";

export interface CheckContext {
  readonly exercise: Exercise;
  /** The code being graded. */
  readonly student: Session;
  /** The reference, in this process. */
  readonly reference: Session;
  readonly seed: number;
  /** False while the reference itself is on trial. */
  readonly trustsReference: boolean;
  /** What a forward pass may be for its gradient to be judged: slips of the catalogue. The reference when left out. */
  readonly forwards?: readonly Session[];
  /** Whether a smaller failing input is looked for: a lesson needs it, a mere verdict does not. */
  readonly shrinks: boolean;
}

export interface Outcome {
  readonly runs: number;
  /** The smallest failing input first; none when the check passed. */
  readonly findings: readonly Finding[];
  /** Set when nothing was found but not all could be decided. */
  readonly inconclusive?: string;
}

/** How far an answer may be off: as the check says, or as far as was derived for the very arguments. */
export function toleranceOf({ bounds }: Exercise, { tolerance }: CheckSpec, { name, args }: Call): Partial<Tolerance> {
  const bound = bounds?.[name] as ((...args: readonly Value[]) => Value) | undefined;
  return bound === undefined ? tolerance : { ...tolerance, bound: bound(...args.map(asUploaded)) };
}

/** Every device holds its numbers in float32. */
function asUploaded(value: Value): Value {
  return mapLeaves(value, ({ data }) => data.map(Math.fround));
}

/** The generator that a check draws its inputs from: one asked for by name, one written for its function, or the signature's. */
export function generatorFor(exercise: Exercise, check: CheckSpec): (draw: Draw) => { [argument: string]: unknown } {
  const { spec, generators } = exercise;
  if (typeof check.given === "string") {
    const named = generators[check.given];
    if (!named)
      throw new SpecError(
        `specs/${spec.id}.json: check "${check.name}" asks for the generator "${check.given}", which specs/${spec.id}.inputs.ts doesn't have.`,
      );
    return named;
  }
  const own = generators[check.call];
  if (own && !check.given) return own;
  const signature = withOverrides(signatureOf(spec, check.call)!, check);
  return (draw) => drawArguments(draw, signature, spec.sizes);
}

function withOverrides(signature: Signature, check: CheckSpec): Signature {
  if (typeof check.given !== "object") return signature;
  const parameters = new Map(signature.parameters);
  for (const [name, text] of Object.entries(check.given)) {
    if (!parameters.has(name))
      throw new SpecError(
        `check "${check.name}" gives "${name}", expected an argument of ${check.call}: ${[...parameters.keys()].join(", ")}.`,
      );
    parameters.set(name, parseType(text, `given/${name}`));
  }
  return { ...signature, parameters };
}
