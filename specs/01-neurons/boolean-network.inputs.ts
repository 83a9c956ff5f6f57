import { Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** A truth table of n inputs, now and then without a 1 or without a 0, and every input in some order. */
function tableAndInputs(draw: Draw) {
  const n = draw.integer(1, 5);
  const answers = draw.pick([[0, 1], [0, 1], [0, 1], [0, 1], [0, 0, 0, 1], [0, 1, 1, 1], [0], [1]]);
  const order = draw.random().permutation(2 ** n);
  const bits = order.flatMap((row) => Array.from({ length: n }, (_, i) => (row >> (n - 1 - i)) & 1));
  return { truthTable: draw.choices([2 ** n], answers), input: new Tensor(bits, [2 ** n, n]) };
}

export default inputs({ builtOutputs: tableAndInputs, answers: tableAndInputs });
