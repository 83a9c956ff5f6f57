import { concatenate, stack, Tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { encoderDecoder } from "#reference/11-recurrent-networks/encoder-decoder.ts";
import type { LstmParameters } from "#reference/11-recurrent-networks/lstm.ts";

/** One step of an LSTM for one sentence, number by number. */
function step(x: Tensor, { hidden, cell }: { hidden: Tensor; cell: Tensor }, parameters: LstmParameters) {
  const size = hidden.size;
  const score = (row: number): number =>
    parameters.bias.at(row) +
    parameters.weightInput.slice(row).mul(x).sum().item() +
    parameters.weightHidden.slice(row).mul(hidden).sum().item();
  const sigmoid = (row: number): number => 1 / (1 + Math.exp(-score(row)));
  const next = cell.map((c, j) => sigmoid(size + j) * c + sigmoid(j) * Math.tanh(score(2 * size + j)));
  return { hidden: next.map((c, j) => sigmoid(3 * size + j) * Math.tanh(c)), cell: next };
}

export default variants<typeof import("#reference/11-recurrent-networks/encoder-decoder.ts")>({
  "sentence by sentence, word by word": {
    encoderDecoder: (input, target, parameters) => {
      // Refuses what does not fit; its result is not used.
      encoderDecoder(input, target, parameters);
      const { sourceEmbedding, encoder, targetEmbedding, decoder, weightOutput, biasOutput } = parameters;
      const sentences = Array.from({ length: input.shape[0]! }, (_, n) => {
        const start = zeros([encoder.weightHidden.shape[1]!]);
        let state = { hidden: start, cell: start };
        for (const word of input.slice(n).data) state = step(sourceEmbedding.slice(word), state, encoder);
        let read = 0;
        const logits: Tensor[] = [];
        for (const word of target.slice(n).data) {
          state = step(targetEmbedding.slice(read), state, decoder);
          logits.push(weightOutput.mul(state.hidden).sum(1).add(biasOutput));
          read = word;
        }
        return stack(logits);
      });
      return stack(sentences);
    },
  },
  "the whole prefix again for each word": {
    greedyDecode: (input, parameters, { maxLength = 10 } = {}) => {
      if (!Number.isInteger(maxLength) || maxLength < 1) throw new RangeError("maxLength");
      const batch = input.shape[0]!;
      let words = zeros([batch, 1]); // the last column is a placeholder: nothing reads it
      for (let length = 1; length <= maxLength; length++) {
        const scores = encoderDecoder(input, words, parameters).slice(null, -1);
        const chosen = [...scores.argmax(1).data].map((word, n) =>
          length > 1 && words.at(n, length - 2) === 1 ? 1 : word,
        );
        words = concatenate([words.slice(null, [0, length - 1]), new Tensor(chosen, [batch, 1]), zeros([batch, 1])], 1);
      }
      return words.slice(null, [0, maxLength]);
    },
  },
});
