import { concatenate, ones, stack, tensor, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { linearLoss, solveNormalEquations } from "#reference/04-linear-models/linear-regression.ts";

/** θ by Gram and Schmidt on the columns: X = Q R. */
function byOrthogonalColumns(design: Tensor, targets: Tensor): number[] {
  const columns = Array.from({ length: design.shape[1]! }, (_, k) => design.slice(null, k));
  const basis: Tensor[] = [];
  const above: number[][] = [];
  for (const column of columns) {
    let rest = column;
    const parts = basis.map((direction) => {
      const part = direction.matmul(rest).item();
      rest = rest.sub(direction.mul(part));
      return part;
    });
    const length = Math.sqrt(rest.square().sum().item());
    basis.push(rest.div(length));
    above.push([...parts, length]);
  }
  const theta = basis.map((direction) => direction.matmul(targets).item());
  for (let k = theta.length - 1; k >= 0; k--) {
    for (let j = k + 1; j < theta.length; j++) theta[k]! -= above[j]![k]! * theta[j]!;
    theta[k]! /= above[k]![k]!;
  }
  return theta;
}

export default variants<typeof import("#reference/04-linear-models/linear-regression.ts")>({
  "orthogonal columns, and the bias as one more weight": {
    linearLoss(input, weight, bias, targets) {
      linearLoss(input, weight, bias, targets); // refuses wrong targets
      const total = targets.data.reduce(
        (sum, target, n) => sum + (input.slice(n).matmul(weight).item() + bias.item() - target) ** 2,
        0,
      );
      return tensor(total / targets.size);
    },
    linearLossBackward(input, weight, bias, targets, gradOutput) {
      const errors = targets.sub(bias).sub(weight.matmul(input.T)).mul(-2);
      const share = gradOutput.div(targets.size);
      return { gradWeight: input.T.matmul(errors).mul(share), gradBias: errors.sum().mul(share) };
    },
    solveNormalEquations(input, targets) {
      solveNormalEquations(input, targets); // refuses what has no one solution
      const [examples, features] = input.shape as [number, number];
      const theta = byOrthogonalColumns(concatenate([ones([examples, 1]), input], 1), targets);
      return { weight: tensor(theta.slice(1, features + 1)), bias: tensor(theta[0]!) };
    },
    fit(input, targets, { learningRate = 0.1, steps = 100 } = {}) {
      linearLoss(input, input.slice(0), tensor(0), targets); // refuses wrong targets
      const [examples, features] = input.shape as [number, number];
      const design = concatenate([input, ones([examples, 1])], 1);
      let theta = stack([design.slice(0).mul(0)]).flatten();
      for (let step = 0; step < steps; step++) {
        const residuals = design.matmul(theta).sub(targets);
        theta = theta.sub(design.T.matmul(residuals).mul((2 * learningRate) / examples));
      }
      return { weight: theta.slice([0, features]), bias: tensor(theta.at(features)) };
    },
  },
});
