import { ones, tensor, type Tensor } from "#tensor";

type Module = typeof import("#reference/07-backprop/chain-rule.ts");

/** What one of the functions makes of two arguments whose shapes need not fit. */
export function outcome(module: Module, of: Exclude<keyof Module, `nested${string}`>, left: Tensor, right: Tensor) {
  switch (of) {
    case "forked":
      return module.forked(left, right);
    case "forkedBackward":
      return module.forkedBackward(left, right, ones(left.shape));
    case "neuronLoss":
      return module.neuronLoss(left, right, tensor(0.5), tensor(1));
    case "neuronLossBackward":
      return module.neuronLossBackward(left, right, tensor(0.5), tensor(1), tensor(1));
  }
}
