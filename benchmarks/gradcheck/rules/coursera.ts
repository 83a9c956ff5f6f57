/**
 * The rule of Coursera's Deep Learning Specialization: ‖n − a‖ / (‖n‖ + ‖a‖) ≤ 2e-7 over all parameters end to end,
 * ε = 1e-7. Its cost is a scalar; an output that is not is weighed with a random cotangent.
 *
 * See "Improving Deep Neural Networks", week 1, assignment "Gradient Checking"
 * (https://www.coursera.org/learn/deep-neural-network).
 */
import { flat as joined, slopes } from "./differences.ts";
import type { Rule } from "./rule.ts";

export const coursera: Rule = async (flat, random) => {
  const cotangent = random.normal([flat.output.length]).data;
  const numerical = await slopes(flat, cotangent, 1e-7);
  const [gradients] = await flat.gradients([cotangent]);
  const analytic = joined(gradients!);
  const norm = (vector: Float64Array): number => Math.hypot(...vector);
  const difference =
    norm(numerical.map((slope, index) => slope - analytic[index]!)) / (norm(numerical) + norm(analytic));
  // As published: 0 / 0 is not above the threshold, so it counts as right.
  return difference > 2e-7 ? "fail" : "pass";
};
