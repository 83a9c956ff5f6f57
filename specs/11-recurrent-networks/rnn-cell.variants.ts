import { concatenate, where, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { rnnCell } from "#reference/11-recurrent-networks/rnn-cell.ts";

const softmax = (x: Tensor): Tensor => x.exp().div(x.exp().sum(-1, { keepDims: true }));

export default variants<typeof import("#reference/11-recurrent-networks/rnn-cell.ts")>({
  "input and state side by side, in one product": {
    rnnCell: (input, state, parameters, options = {}) => {
      rnnCell(input, state, parameters, options); // refuses what does not fit
      const weight = concatenate([parameters.weightInput, parameters.weightHidden], 1);
      const scores = concatenate([input, state], 1).matmul(weight.T).add(parameters.bias);
      const newState = options.activation === "relu" ? where(scores.greater(0), scores, 0) : scores.tanh();
      const output = newState.matmul(parameters.weightOutput.T);
      if (options.outputActivation === "softmax") return { state: newState, output: softmax(output) };
      if (options.outputActivation === "sigmoid")
        return { state: newState, output: output.div(2).tanh().add(1).div(2) };
      return { state: newState, output };
    },
    rnnCellBackward: (input, state, parameters, gradOutput, options = {}) => {
      const { state: newState, output } = rnnCell(input, state, parameters, options);
      const features = input.shape[1]!;
      let gradShown = gradOutput.output;
      if (options.outputActivation === "sigmoid") gradShown = gradShown.mul(output.sub(output.square()));
      if (options.outputActivation === "softmax") {
        const weighed = gradShown.mul(output);
        gradShown = weighed.sub(output.mul(weighed.sum(1, { keepDims: true })));
      }
      const arrived = gradOutput.state.add(gradShown.matmul(parameters.weightOutput));
      const gradScores =
        options.activation === "relu"
          ? where(newState.greater(0), arrived, 0)
          : arrived.sub(arrived.mul(newState).mul(newState));
      const weight = concatenate([parameters.weightInput, parameters.weightHidden], 1);
      const gradBoth = gradScores.matmul(weight);
      const gradWeight = gradScores.T.matmul(concatenate([input, state], 1));
      return {
        gradInput: gradBoth.slice(null, [0, features]),
        gradState: gradBoth.slice(null, [features, null]),
        gradParameters: {
          weightInput: gradWeight.slice(null, [0, features]),
          weightHidden: gradWeight.slice(null, [features, null]),
          bias: gradScores.sum(0),
          weightOutput: gradShown.T.matmul(newState),
        },
      };
    },
  },
});
