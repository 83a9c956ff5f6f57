/**
 * torch.autograd.gradcheck with its defaults.
 *
 * The full Jacobian by central differences (eps 1e-6) and by the backward pass with one unit cotangent for each entry
 * of the output; |a − n| ≤ atol + rtol |n| entry by entry, atol 1e-5, rtol 1e-3. It also asks that the same backward
 * pass gives the same bits twice (nondet_tol 0), and zeros for a cotangent of zeros (check_undefined_grad).
 *
 * See https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html.
 */
import { flat as joined, jacobian } from "./differences.ts";
import type { Rule } from "./rule.ts";

export const torch: Rule = async (flat) => {
  const size = flat.output.length;
  const units = Array.from({ length: size }, (_, index) => {
    const unit = new Float64Array(size);
    unit[index] = 1;
    return unit;
  });
  const numerical = await jacobian(flat, 1e-6);
  const gradients = (await flat.gradients([...units, ...units.slice(0, 1), new Float64Array(size)])).map(joined);
  const zero = gradients.pop()!;
  const again = gradients.pop();
  if (zero.some((entry) => entry !== 0)) return "fail";
  if (again?.some((entry, index) => entry !== gradients[0]![index])) return "fail";
  for (const [row, slopes] of numerical.entries()) {
    for (const [column, slope] of slopes.entries()) {
      const gap = Math.abs(gradients[column]![row]! - slope);
      if (!(gap <= 1e-5 + 1e-3 * Math.abs(slope))) return "fail";
    }
  }
  return "pass";
};
