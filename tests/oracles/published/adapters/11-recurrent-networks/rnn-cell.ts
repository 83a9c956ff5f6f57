import { rnnCell } from "#reference/11-recurrent-networks/rnn-cell.ts";
import { stack, zeros, type Tensor } from "#tensor";
import { simpleRnnAdapter } from "../../families/simple-rnn.ts";

/** Step after step; the published layers have no output beside the state. */
export default simpleRnnAdapter({
  activations: ["tanh", "relu"],
  run(sequences, parameters, initial, activation) {
    const weightOutput = zeros([1, initial.shape[1]!]);
    const states: Tensor[] = [];
    for (let time = 0; time < sequences.shape[1]!; time++) {
      const before = states.at(-1) ?? initial;
      const options = { activation: activation as "tanh" | "relu" };
      states.push(rnnCell(sequences.slice(null, time), before, { ...parameters, weightOutput }, options).state);
    }
    return stack(states, 1);
  },
});
