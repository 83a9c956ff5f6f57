import { inputs } from "#graders/spec/authoring.ts";
import { ofOne } from "./tensor-autograd.programs.ts";

type Generator = Parameters<typeof inputs>[0][string];

/** Shapes that broadcast both ways, and for matmul with a batch on one side only; divisors away from 0. */
const combine: Generator = (draw) => {
  const operation = draw.pick(["add", "sub", "mul", "div", "matmul"]);
  const [a, b, c, d] = [draw.size(), draw.size(), draw.size(), draw.size()] as const;
  if (operation === "matmul") return { x: draw.tensor([a, b, c]), y: draw.tensor([c, d]), operation };
  const signs = draw.choices([b, 1], [-1, 1]);
  return { x: draw.tensor([a, 1, c]), y: draw.tensor([b, 1], 0.5, 3).mul(signs), operation };
};

export default inputs({
  combine,
  /** Also vectors, on either side of matmul, which refuses them. */
  operands(draw) {
    if (draw.integer(0, 2) > 0) return combine(draw);
    const [a, b] = [draw.size(), draw.size()];
    const [x, y] = draw.pick([
      [[a], [a, b]],
      [[b, a], [a]],
    ]);
    return { x: draw.tensor(x), y: draw.tensor(y), operation: "matmul" };
  },
  /** Each operation on numbers of both signs, but for the logarithm. */
  apply(draw) {
    const operation = draw.pick(Object.keys(ofOne));
    const shape = [draw.size(2, 4), draw.size(2, 4), draw.size(2, 5)];
    return { x: operation === "log" ? draw.tensor(shape, 0.125, 3) : draw.tensor(shape), operation };
  },
});
