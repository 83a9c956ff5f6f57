// The wrapper around two simple recurrent networks, s_t = tanh(U x_t + W s_{t−1}), each from its initial state.

import { stack, zeros, type Tensor } from "#tensor";
import type { BidirectionalOutput, SequenceLayer } from "#reference/11-recurrent-networks/bidirectional.ts";

type Module = typeof import("#reference/11-recurrent-networks/bidirectional.ts");

interface Weights {
  readonly weightInput: Tensor;
  readonly weightHidden: Tensor;
  readonly initial: Tensor;
}

interface Options {
  readonly lengths?: Tensor;
}

export function bothWays(
  module: Module,
  input: Tensor,
  forward: Weights,
  backward: Weights,
  options?: Options,
): BidirectionalOutput {
  const { output, last } = module.bidirectional(input, layer(forward), layer(backward), options);
  return { output, last };
}

export function bothWaysBackward(
  module: Module,
  input: Tensor,
  forward: Weights,
  backward: Weights,
  gradOutput: BidirectionalOutput,
  options?: Options,
): { gradInput: Tensor; gradForward: Weights; gradBackward: Weights } {
  const layers = [layer(forward), layer(backward)] as const;
  const { gradInput, gradForward, gradBackward } = module.bidirectionalBackward(input, ...layers, gradOutput, options);
  return { gradInput, gradForward, gradBackward };
}

function layer({ weightInput, weightHidden, initial }: Weights): SequenceLayer<Weights> {
  const forward = (input: Tensor): Tensor => {
    let state = initial;
    const states = Array.from({ length: input.shape[1]! }, (_, time) => {
      state = input.slice(null, time).matmul(weightInput.T).add(state.matmul(weightHidden.T)).tanh();
      return state;
    });
    return stack(states, 1);
  };
  const backward = (input: Tensor, gradOutput: Tensor): { gradInput: Tensor; gradParameters: Weights } => {
    const states = forward(input);
    const gradInputs: Tensor[] = [];
    let [gradU, gradW] = [zeros(weightInput.shape), zeros(weightHidden.shape)];
    let later = zeros(initial.shape);
    for (let time = input.shape[1]! - 1; time >= 0; time--) {
      const slope = states.slice(null, time).square().neg().add(1);
      const gradScores = gradOutput.slice(null, time).add(later).mul(slope);
      gradU = gradU.add(gradScores.T.matmul(input.slice(null, time)));
      gradW = gradW.add(gradScores.T.matmul(time === 0 ? initial : states.slice(null, time - 1)));
      gradInputs.unshift(gradScores.matmul(weightInput));
      later = gradScores.matmul(weightHidden);
    }
    const gradParameters = { weightInput: gradU, weightHidden: gradW, initial: later };
    return { gradInput: stack(gradInputs, 1), gradParameters };
  };
  return { size: initial.shape[1]!, forward, backward };
}
