import { inputs } from "#graders/spec/authoring.ts";
import { ofOne } from "./tensor-autograd.programs.ts";

export default inputs({
  /** Shapes that broadcast both ways, and for matmul with a batch on one side only; divisors away from 0. */
  combine(draw) {
    const operation = draw.pick(["add", "sub", "mul", "div", "matmul"]);
    const [a, b, c, d] = [draw.size(), draw.size(), draw.size(), draw.size()] as const;
    if (operation === "matmul") return { x: draw.tensor([a, b, c]), y: draw.tensor([c, d]), operation };
    return { x: draw.tensor([a, 1, c]), y: draw.tensor([b, 1], 0.5, 3), operation };
  },
  /** Each operation on numbers of both signs, but for the logarithm. */
  apply(draw) {
    const operation = draw.pick(Object.keys(ofOne));
    const shape = [draw.size(2, 4), draw.size(2, 4), draw.size(2, 5)];
    return { x: operation === "log" ? draw.tensor(shape, 0.125, 3) : draw.tensor(shape), operation };
  },
});
