/**
 * The rule of Stanford's CS231n: relative error |a − n| / max(|a|, |n|) below 1e-4 at every coordinate, h = 1e-5, and a
 * pass where both are 0. The output is weighed with a random cotangent, as in the course's assignments.
 *
 * See https://cs231n.github.io/neural-networks-3/#gradcheck: "1e-4 > relative error is usually okay for objectives with kinks".
 */
import { flat as joined, slopes } from "./differences.ts";
import type { Rule } from "./rule.ts";

export const cs231n: Rule = async (flat, random) => {
  const cotangent = random.normal([flat.output.length]).data;
  const numerical = await slopes(flat, cotangent, 1e-5);
  const [gradients] = await flat.gradients([cotangent]);
  const analytic = joined(gradients!);
  const wrong = numerical.some((slope, index) => {
    const gradient = analytic[index]!;
    const larger = Math.max(Math.abs(gradient), Math.abs(slope));
    return larger !== 0 && !(Math.abs(gradient - slope) / larger < 1e-4);
  });
  return wrong ? "fail" : "pass";
};
