import type { Tensor } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Shapes that broadcast both ways, and for the matrix product with a batch on one side only; divisors away from 0. */
  pairs(draw) {
    const [a, b, c, d] = [draw.size(2, 3), draw.size(2, 3), draw.size(4, 5), draw.size(2, 3)];
    const wide = (): Tensor => draw.tensor([a, 1, c]);
    const high = (): Tensor => draw.tensor([b, 1]);
    return {
      x: { sum: wide(), difference: wide(), product: wide(), quotient: wide(), matrixProduct: draw.tensor([a, b, c]) },
      y: {
        sum: high(),
        difference: high(),
        product: high(),
        quotient: draw.tensor([b, 1], 0.5, 3).mul(draw.choices([b, 1], [-1, 1])),
        matrixProduct: draw.tensor([c, d]),
      },
    };
  },
  /** Numbers of both signs for relu, positive ones for logarithm and root. */
  elementwise(draw) {
    const size = draw.size(2, 4);
    const any = (): Tensor => draw.tensor([size]);
    const positive = (): Tensor => draw.tensor([size], 0.125, 3);
    const sign = draw.pick([1, -1]);
    const ofBothSigns = positive().map((entry, index) => (index % 2 === 0 ? sign : -sign) * entry);
    const calculated = { neg: any(), cube: any(), root: positive(), exp: any(), log: positive(), tanh: any() };
    const withConstants = { plusTensor: any(), lessNumber: any(), timesTensor: any(), overNumber: any() };
    return { x: { ...calculated, relu: ofBothSigns, ...withConstants } };
  },
});
