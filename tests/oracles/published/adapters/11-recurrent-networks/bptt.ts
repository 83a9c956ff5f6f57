import { mseBackward } from "#reference/03-losses/mse.ts";
import { rnn, rnnBackward } from "#reference/11-recurrent-networks/bptt.ts";
import { tensor, zeros } from "#tensor";
import { applies, type Adapter, type Answer } from "../../adapter.ts";
import { simpleRnnAdapter } from "../../families/simple-rnn.ts";
import { attribute, input, type PublishedCase } from "../../published-case.ts";

const layers = simpleRnnAdapter({ activations: ["tanh"], run: rnn });

const adapter: Adapter = {
  claims: (item) => layers.claims(item) || item.op === "train.SimpleRNN+Dense",
  answer: (item) => (layers.claims(item) ? layers.answer(item) : trained(item)),
};

export default adapter;

/** A network of one unit, and a linear map of its last state, after some steps of gradient descent on all sequences. */
function trained(item: PublishedCase): Answer {
  const [sequences, targets] = [input(item, "x"), input(item, "y")];
  const [batch, steps] = sequences.shape as readonly [number, number];
  const rate = attribute(item, "lr", 1);
  let weightInput = input(item, "rnn.kernel").T;
  let weightHidden = input(item, "rnn.recurrent_kernel").T;
  let dense = input(item, "dense.kernel").T;
  const [bias, initial] = [zeros([1]), zeros([batch, 1])];
  for (let epoch = 0; epoch < attribute(item, "epochs", 1); epoch++) {
    const parameters = { weightInput, weightHidden, bias };
    const last = rnn(sequences, parameters, initial).slice(null, -1);
    const predictions = last.matmul(dense.T);
    const gradPredictions = mseBackward(predictions, targets, tensor(1));
    const gradLast = gradPredictions
      .matmul(dense)
      .expandDims(1)
      .pad([
        [0, 0],
        [steps - 1, 0],
        [0, 0],
      ]);
    const { gradParameters } = rnnBackward(sequences, parameters, initial, gradLast);
    dense = dense.sub(gradPredictions.T.matmul(last).mul(rate));
    weightInput = weightInput.sub(gradParameters.weightInput.mul(rate));
    weightHidden = weightHidden.sub(gradParameters.weightHidden.mul(rate));
  }
  return applies(weightInput.T, weightHidden.T, dense.T);
}
