import { stack, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { rnn, truncatedBackward } from "#reference/11-recurrent-networks/bptt.ts";

export default variants<typeof import("#reference/11-recurrent-networks/bptt.ts")>({
  "one loss after another": {
    rnn: (input, parameters, initial) => {
      rnn(input, parameters, initial); // refuses what does not fit
      let state = initial;
      const states = [...Array(input.shape[1]).keys()].map((time) => {
        const fromInput = parameters.weightInput.matmul(input.slice(null, time).T);
        const scores = fromInput.add(parameters.weightHidden.matmul(state.T)).T.add(parameters.bias);
        state = scores.tanh();
        return state;
      });
      return stack(states, 1);
    },
    rnnBackward: (input, parameters, initial, gradOutput) => {
      const length = input.shape[1]!;
      return truncatedBackward(input, parameters, initial, gradOutput, { back: 2 * length, every: length });
    },
    truncatedBackward: (input, parameters, initial, gradOutput, options) => {
      truncatedBackward(input, parameters, initial, gradOutput, options); // refuses what makes no sense
      const { back, every = 1 } = options;
      const states = rnn(input, parameters, initial);
      const length = input.shape[1]!;
      const before = (time: number): Tensor => (time === 0 ? initial : states.slice(null, time - 1));
      let [gradU, gradW] = [zeros(parameters.weightInput.shape), zeros(parameters.weightHidden.shape)];
      let [gradBias, gradInitial] = [zeros(parameters.bias.shape), zeros(initial.shape)];
      const gradInputs = [...Array(length)].map(() => zeros([input.shape[0]!, input.shape[2]!]));
      for (let loss = 0; loss < length; loss++) {
        const first = Math.max(0, (Math.floor(loss / every) + 1) * every - back);
        let gradient = gradOutput.slice(null, loss);
        for (let time = loss; time >= first; time--) {
          const slope = states.slice(null, time).square().neg().add(1);
          const gradScores = gradient.mul(slope);
          gradU = gradU.add(gradScores.T.matmul(input.slice(null, time)));
          gradW = gradW.add(gradScores.T.matmul(before(time)));
          gradBias = gradBias.add(gradScores.sum(0));
          gradInputs[time] = gradInputs[time]!.add(gradScores.matmul(parameters.weightInput));
          gradient = gradScores.matmul(parameters.weightHidden);
        }
        if (first === 0) gradInitial = gradInitial.add(gradient);
      }
      const gradParameters = { weightInput: gradU, weightHidden: gradW, bias: gradBias };
      return { gradInput: stack(gradInputs, 1), gradParameters, gradInitial };
    },
  },
});
