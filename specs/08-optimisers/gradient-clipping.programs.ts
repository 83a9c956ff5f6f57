import { tensor, type Tensor } from "#tensor";

type Module = typeof import("#reference/08-optimisers/gradient-clipping.ts");

/**
 * Where 200 steps of gradient descent lead on Σ xᵢ⁴, from far out. Without clipping the first step is longer than the
 * way to the bottom by far, and each step makes the next one longer.
 */
export function descendWalls(
  { clipByGlobalNorm }: Module,
  first: Tensor,
  second: Tensor,
): { first: Tensor; second: Tensor } {
  let parameters = [first, second] as [Tensor, Tensor];
  for (let step = 0; step < 200; step++) {
    const gradients = parameters.map((parameter) => parameter.pow(3).mul(4));
    const clipped = clipByGlobalNorm(gradients, 10);
    parameters = parameters.map((parameter, index) => parameter.sub(clipped[index]!.mul(0.05))) as [Tensor, Tensor];
  }
  return { first: parameters[0], second: parameters[1] };
}

/** One clipping of a single gradient, by the function of that name. */
export function clipOne(
  module: Module,
  by: "clipByValue" | "clipByGlobalNorm",
  gradient: Tensor,
  most: number,
): Tensor {
  return module[by]([gradient], most)[0] ?? tensor([]);
}
