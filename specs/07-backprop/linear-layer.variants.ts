import { zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Variable } from "#reference/07-backprop/tensor-autograd.ts";
import { linear } from "#reference/07-backprop/linear-layer.ts";

export default variants<typeof import("#reference/07-backprop/linear-layer.ts")>({
  "number by number": {
    linear: (input, weight, bias) => {
      linear(input, weight, bias); // refuses what does not fit
      const [outputs, features] = weight.shape as readonly [number, number];
      const result = zeros([...input.shape.slice(0, -1), outputs]);
      return result.map((_, place) => {
        const [vector, e] = [Math.floor(place / outputs), place % outputs];
        let sum = bias.at(e);
        for (let d = 0; d < features; d++) sum += weight.at(e, d) * input.data[vector * features + d]!;
        return sum;
      });
    },
  },
  "by automatic differentiation": {
    linearBackward: (input, weight, bias, gradOutput) => {
      linear(input, weight, bias); // refuses what does not fit
      const [x, w, b] = [input, weight, bias].map((tensor) => new Variable(tensor)) as [Variable, Variable, Variable];
      const vectors = x.reshape([-1, weight.shape[1]!]);
      vectors.matmul(w.transpose()).add(b).reshape(gradOutput.shape).backward(gradOutput);
      return { gradInput: x.grad, gradWeight: w.grad, gradBias: b.grad };
    },
  },
});
