import type { Tensor } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Shapes that broadcast both ways, and for the matrix product with a batch on one side only; divisors away from 0. */
  pairs(draw) {
    const [a, b, c, d] = [draw.size(2, 3), draw.size(2, 3), draw.size(4, 5), draw.size(4, 5)];
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
});
