import { arange, concatenate, stack, tensor, where, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { clipByGlobalNorm } from "#reference/08-optimisers/gradient-clipping.ts";
import {
  charModel,
  charModelLoss,
  charModelLossBackward,
  textWindows,
  type CharModelParameters,
} from "#reference/11-recurrent-networks/char-model.ts";

const sigmoid = (x: Tensor): Tensor => x.neg().exp().add(1).pow(-1);

const startOf = (batch: number, { weightOutput }: CharModelParameters) => {
  const nothing = zeros([batch, weightOutput.shape[1]!]);
  return { hidden: nothing, cell: nothing };
};

export default variants<typeof import("#reference/11-recurrent-networks/char-model.ts")>({
  "character by character, with one-hot rows": {
    charModel: (ids, parameters, state) => {
      charModel(ids, parameters, state); // refuses what it must
      const { embedding, lstm, weightOutput, biasOutput } = parameters;
      let { hidden, cell } = state;
      const units = hidden.shape[1]!;
      const logits: Tensor[] = [];
      for (let time = 0; time < ids.shape[1]!; time++) {
        const oneHot = ids.slice(null, [time, time + 1]).equal(arange(embedding.shape[0]!));
        const scores = oneHot
          .matmul(embedding)
          .matmul(lstm.weightInput.T)
          .add(hidden.matmul(lstm.weightHidden.T))
          .add(lstm.bias);
        const part = (gate: number): Tensor => scores.slice(null, [gate * units, (gate + 1) * units]);
        cell = sigmoid(part(1))
          .mul(cell)
          .add(sigmoid(part(0)).mul(part(2).tanh()));
        hidden = sigmoid(part(3)).mul(cell.tanh());
        logits.push(hidden.matmul(weightOutput.T).add(biasOutput));
      }
      return { logits: stack(logits, 1), state: { hidden, cell } };
    },
    textWindows: (text, length) => {
      textWindows(text, length);
      const windows: Tensor[] = [];
      for (let start = 0; start + length < text.size; start += length)
        windows.push(text.slice([start, start + length + 1]));
      const all = stack(windows);
      return { inputs: all.slice(null, [0, -1]), targets: all.slice(null, [1, null]) };
    },
  },
  "loss from probabilities, perplexity in one piece": {
    charModelLoss: (inputs, targets, parameters, state) => {
      charModelLoss(inputs, targets, parameters, state);
      const { logits } = charModel(inputs, parameters, state);
      const largest = logits.max(-1, { keepDims: true });
      const logTotal = logits.sub(largest).exp().sum(-1, { keepDims: true }).log().add(largest);
      const hit = targets.expandDims(2).equal(arange(logits.shape[2]!));
      return where(hit, logits.sub(logTotal), 0).sum().div(-targets.size);
    },
    textPerplexity: (text, parameters, length) => {
      textWindows(text, length);
      const [read, next] = [text.slice([0, -1]), text.slice([1, null])];
      return charModelLoss(read.expandDims(0), next.expandDims(0), parameters, startOf(1, parameters)).exp();
    },
  },
  "the whole text read again for each character, drawn by adding up probabilities": {
    writeText: (prompt, parameters, count, random, { temperature = 1 } = {}) => {
      let text = prompt;
      for (let n = 0; n < count; n++) {
        const scores = charModel(text, parameters, startOf(text.shape[0]!, parameters))
          .logits.slice(null, -1)
          .div(temperature);
        const powers = scores.sub(scores.max(-1, { keepDims: true })).exp();
        const next = Array.from({ length: prompt.shape[0]! }, (_, row) => {
          const shares = powers.slice(row).div(powers.slice(row).sum()).data;
          let left = random.number();
          const character = shares.findIndex((share) => (left -= share) < 0);
          return character === -1 ? shares.length - 1 : character;
        });
        text = concatenate([text, tensor(next).expandDims(1)], 1);
      }
      return text;
    },
  },
  "momentum and clipped gradients, uniform weights, windows anywhere": {
    trainCharModel: (text, random) => {
      const [length, batch, units, features, characters] = [20, 8, 20, 8, text.max().item() + 1];
      const uniform = (rows: number, columns: number, gain = 1): Tensor =>
        random.uniform([rows, columns], -gain * Math.sqrt(3 / columns), gain * Math.sqrt(3 / columns));
      const bias = zeros([4 * units]).map((_, unit) => (unit >= units && unit < 2 * units ? 1 : 0));
      let flat = [uniform(characters, features, 4), uniform(4 * units, features), uniform(4 * units, units), bias];
      flat.push(uniform(characters, units), zeros([characters]));
      const modelOf = ([embedding, weightInput, weightHidden, b, weightOutput, biasOutput]: readonly Tensor[]) => ({
        embedding: embedding!,
        lstm: { weightInput: weightInput!, weightHidden: weightHidden!, bias: b! },
        weightOutput: weightOutput!,
        biasOutput: biasOutput!,
      });
      let velocity = flat.map(({ shape }) => zeros(shape));
      for (let step = 0; step < 170; step++) {
        const starts = Array.from({ length: batch }, () => random.integer(0, text.size - length));
        const rows = (shift: number): Tensor =>
          stack(starts.map((start) => text.slice([start + shift, start + shift + length])));
        const parameters = modelOf(flat);
        const pair = [rows(0), rows(1)] as const;
        const { gradParameters } = charModelLossBackward(...pair, parameters, startOf(batch, parameters), tensor(1));
        const { embedding, lstm, weightOutput, biasOutput } = gradParameters;
        const gradients = [embedding, lstm.weightInput, lstm.weightHidden, lstm.bias, weightOutput, biasOutput];
        const clipped = clipByGlobalNorm(gradients, 1);
        velocity = velocity.map((old, index) => old.mul(0.9).add(clipped[index]!));
        flat = flat.map((parameter, index) => parameter.sub(velocity[index]!.mul(0.15)));
      }
      return modelOf(flat);
    },
  },
});
