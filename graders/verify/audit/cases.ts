/** Rules about the numeric cases of a function, all together: some tensor is not square, not symmetric, not constant. */
import { signatureOf, type Spec } from "#graders/spec/spec.ts";
import { valueFromJson } from "#graders/spec/values.ts";
import { isSymmetric } from "./arrangement.ts";
import type { Degeneracy } from "./degeneracy.ts";
import { isReal, observationOf, tensorsIn, type Argument } from "./observe.ts";

export function casesRules(spec: Spec, name: string): Degeneracy[] {
  const checks = spec.checks.filter((check) => check.kind === "cases" && check.call === name);
  const { parameters } = signatureOf(spec, name)!;
  const inputs = checks
    .flatMap((check) => (check.kind === "cases" ? check.cases : []))
    .filter(({ throws }) => throws === undefined)
    .map(({ input }) =>
      Object.fromEntries(
        Object.entries(input).map(([argument, json]) => [
          argument,
          valueFromJson(json, parameters.get(argument)!, `specs/${spec.id}.json: ${argument}`),
        ]),
      ),
    );
  if (inputs.length === 0) return [];
  const observation = observationOf(spec, checks[0]!, inputs);
  return observation.arguments.filter(isReal).flatMap(judge);
}

function judge(argument: Argument): Degeneracy[] {
  const tensors = tensorsIn(argument);
  const matrices = tensors.filter(({ rank, size }) => rank >= 2 && size > 1);
  const several = tensors.filter(({ size }) => size > 1);
  const found = (rule: string, what: string, because: string, remedy: string): Degeneracy => ({
    rule,
    argument: argument.path,
    found: what,
    because,
    remedy,
  });
  if (several.length > 0 && several.every(({ data }) => data.every((entry) => entry === data[0])))
    return [
      found(
        "constant cases",
        `is constant in all ${several.length} that have more than one entry`,
        "It does not show which entry was taken.",
        "Add a case with different entries.",
      ),
    ];
  if (tensors.length > 1 && tensors.every(({ data }) => data.every((entry) => entry === 0)))
    return [
      found(
        "zero cases",
        `is 0 in all ${tensors.length}`,
        "Code that ignores it passes.",
        "Add a case in which it is not 0.",
      ),
    ];
  if (matrices.length > 0 && twoSymbols(argument) && matrices.every(({ shape }) => shape.at(-1) === shape.at(-2)))
    return [
      found(
        "square cases",
        `is square in all ${matrices.length} that have more than one entry`,
        "A transpose of a square matrix has the right shape.",
        "Add a case whose sizes differ.",
      ),
    ];
  if (matrices.length > 0 && matrices.every((matrix) => isSymmetric(matrix)))
    return [
      found(
        "symmetric cases",
        `equals its transpose in all ${matrices.length} that have more than one entry`,
        "A transpose too many or too few does not show.",
        "Add a case that is not symmetric.",
      ),
    ];
  return [];
}

function twoSymbols({ type }: Argument): boolean {
  if (type.kind !== "tensor" || !type.shape) return false;
  const [height, width] = type.shape.slice(-2);
  return height?.symbol !== undefined && width?.symbol !== undefined && height.symbol !== width.symbol;
}
