import { arange, Tensor, tensor, where, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { sequenceLoss, tokens } from "#reference/12-transformers/train-transformer.ts";
import { trainDecoder } from "./train-transformer-runs.ts";

export default variants<typeof import("#reference/12-transformers/train-transformer.ts")>({
  "token by token": {
    teacherForcing: (targets) => {
      const [count, length] = targets.shape as readonly [number, number];
      const [inputs, labels] = [zeros([count, length + 1]), zeros([count, length + 1])];
      for (let n = 0; n < count; n++) {
        const words = [...targets.slice(n).data].filter((word) => word !== tokens.padding);
        inputs.data.set([tokens.start, ...words], n * (length + 1));
        labels.data.set([...words, tokens.end], n * (length + 1));
      }
      return { inputs, labels };
    },
    sequenceLoss: (logits, labels) => {
      sequenceLoss(logits, labels); // refuses what it must
      let [sum, count] = [0, 0];
      for (const [place, label] of labels.data.entries()) {
        if (label === tokens.padding) continue;
        const row = logits.reshape([labels.size, -1]).slice(place);
        sum += row.exp().sum().log().item() - row.at(label);
        count += 1;
      }
      return tensor(sum / count);
    },
    sequenceLossBackward: (logits, labels, gradOutput) => {
      const powers = logits.sub(logits.max(2, { keepDims: true })).exp();
      const away = powers
        .div(powers.sum(2, { keepDims: true }))
        .sub(labels.expandDims(2).equal(arange(logits.shape[2]!)));
      const counts = labels.notEqual(tokens.padding);
      return where(counts.expandDims(2), away, 0).mul(gradOutput).div(counts.sum());
    },
    noamRate: (step, { features, warmupSteps, factor = 1 }) => {
      if (!Number.isInteger(step) || step < 0) throw new RangeError("no step");
      return factor * features ** -0.5 * Math.min(step ** -0.5, step * warmupSteps ** -1.5);
    },
    greedyDecode: (decoder, count, length) => {
      const written = Array.from({ length: count }, () => [tokens.start] as number[]);
      const ended = (sentence: readonly number[]): boolean => sentence.includes(tokens.end);
      for (let t = 0; t < length && !written.every(ended); t++) {
        const logits = decoder(tensor(written));
        for (const [n, sentence] of written.entries()) {
          sentence.push(ended(sentence) ? tokens.padding : logits.slice(n, t).argmax().item());
        }
      }
      const rows = written.flatMap((sentence) => Array.from({ length }, (_, t) => sentence[t + 1] ?? tokens.padding));
      return new Tensor(rows, [count, length]);
    },
  },
  "the Transformer with a decoder layer that looks at the source": {
    trainTransformer: trainDecoder,
  },
});
