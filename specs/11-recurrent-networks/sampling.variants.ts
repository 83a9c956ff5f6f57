import { stack, Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { greedy, keepTopK, keepTopP, withTemperature } from "#reference/11-recurrent-networks/sampling.ts";

type Module = typeof import("#reference/11-recurrent-networks/sampling.ts");

export default variants<Module>({
  "probabilities added up until they exceed one uniform number": {
    greedy: (logits) => {
      greedy(logits);
      const rows = Array.from({ length: logits.shape[0]! }, (_, n) => logits.slice(n).data);
      return new Tensor(
        rows.map((row) => row.indexOf(Math.max(...row))),
        [rows.length],
      );
    },
    sample: (logits, random, { temperature = 1, topK = logits.size, topP = 1 } = {}) => {
      const left = keepTopP(keepTopK(withTemperature(logits, temperature), topK), topP);
      const tokens = Array.from({ length: logits.shape[0]! }, (_, n) => {
        const probabilities = softmax(left.slice(n)).data;
        let rest = random.number();
        const token = probabilities.findIndex((p) => (rest -= p) < 0);
        return token === -1 ? probabilities.indexOf(Math.max(...probabilities)) : token;
      });
      return new Tensor(tokens, [tokens.length]);
    },
  },
  "by sorting": {
    keepTopK: (logits, k) => {
      keepTopK(logits, k);
      const rows = Array.from({ length: logits.shape[0]! }, (_, n) => {
        const row = logits.slice(n);
        const border = [...row.data].toSorted((a, b) => b - a).at(Math.min(k, row.size) - 1)!;
        return row.map((z) => (z >= border ? z : -Infinity));
      });
      return stack(rows);
    },
    keepTopP: (logits, p) => {
      keepTopP(logits, p);
      const rows = Array.from({ length: logits.shape[0]! }, (_, n) => {
        const row = logits.slice(n);
        const powers = row.sub(row.max()).exp().data;
        const whole = powers.reduce((sum, power) => sum + power, 0);
        let reached = 0;
        let least = Infinity;
        for (const power of powers.toSorted().toReversed()) {
          if (reached / whole >= p && power < least) break;
          reached += power;
          least = power;
        }
        return row.map((z, i) => (powers[i]! >= least ? z : -Infinity));
      });
      return stack(rows);
    },
  },
});
