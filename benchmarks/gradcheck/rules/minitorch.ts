/**
 * The rule of minitorch (Cornell Tech): for each argument one random index, the sum of the output (a cotangent of ones),
 * ε = 1e-6, |a − n| ≤ 1e-2 + 1e-2 |n|.
 *
 * See grad_check and grad_central_difference in https://github.com/minitorch/minitorch, module 2, tensor_functions.py.
 */
import { around } from "./differences.ts";
import type { Rule } from "./rule.ts";

const epsilon = 1e-6;
const tolerance = 1e-2;

export const minitorch: Rule = async (flat, random) => {
  const [gradients] = await flat.gradients([flat.output.map(() => 1)]);
  const sum = (entries: Float64Array): number => entries.reduce((total, entry) => total + entry, 0);
  for (const [argument, entries] of flat.point.entries()) {
    const index = random.integer(0, entries.length);
    const [up, down] = (await flat.outputs(around(flat.point, argument, index, epsilon))).map(sum);
    const slope = (up! - down!) / (2 * epsilon);
    const gradient = gradients![argument]![index]!;
    if (!Object.is(gradient, slope) && !(Math.abs(gradient - slope) <= tolerance + tolerance * Math.abs(slope)))
      return "fail";
  }
  return "pass";
};
