import type { Tensor } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  /** Divisors away from 0. */
  pairs(draw) {
    const size = draw.size(2, 4);
    return { x: draw.tensor([size]), y: draw.tensor([size], 0.5, 3).mul(draw.choices([size], [-1, 1])) };
  },
  /** Numbers of both signs for relu, positive ones for logarithm and root. */
  functions(draw) {
    const size = draw.size(2, 4);
    const any = (): Tensor => draw.tensor([size]);
    const positive = (): Tensor => draw.tensor([size], 0.125, 3);
    const sign = draw.pick([1, -1]);
    const ofBothSigns = positive().map((entry, index) => (index % 2 === 0 ? sign : -sign) * entry);
    const ofPositive = { root: positive(), log: positive() };
    const withNumbers = { plusNumber: any(), lessNumber: any(), timesNumber: any(), overNumber: any() };
    return {
      x: { neg: any(), cube: any(), exp: any(), tanh: any(), relu: ofBothSigns, ...ofPositive, ...withNumbers },
    };
  },
});
