/**
 * jax.test_util.check_grads with its defaults for float64, order 1, reverse mode.
 *
 * One tangent and one cotangent, both standard normal; v · (f(x + εt) − f(x − εt)) / 2ε with ε = 1e-4 must agree with
 * t · backward(v): |a − n| ≤ 1e-5 + 1e-5 |n|. (It fixes the seed of its generator; here each draw has its own.)
 *
 * See https://docs.jax.dev/en/latest/_autosummary/jax.test_util.check_grads.html; the defaults stand in
 * jax/_src/public_test_util.py: EPS and default_gradient_tolerance.
 */
import { dot, flat as joined } from "./differences.ts";
import type { Rule } from "./rule.ts";

const eps = 1e-4;
const tolerance = 1e-5;

export const jax: Rule = async (flat, random) => {
  const tangent = flat.point.map((entries) => random.normal([entries.length]).data);
  const cotangent = random.normal([flat.output.length]).data;
  const moved = (step: number): Float64Array[] =>
    flat.point.map((entries, argument) => entries.map((entry, index) => entry + step * tangent[argument]![index]!));
  const [up, down] = await flat.outputs([moved(eps), moved(-eps)]);
  const [gradients] = await flat.gradients([cotangent]);
  const expected = dot(
    up!.map((entry, index) => (entry - down![index]!) * (0.5 / eps)),
    cotangent,
  );
  const actual = dot(joined(gradients!), joined(tangent));
  return Object.is(actual, expected) || Math.abs(actual - expected) <= tolerance + tolerance * Math.abs(expected)
    ? "pass"
    : "fail";
};
