import { stack, tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { topK, topKAccuracy } from "#reference/06-metrics/top-k.ts";

export default variants<typeof import("#reference/06-metrics/top-k.ts")>({
  "the argmax taken away, k times": {
    topK: (scores, k) => {
      topK(scores, k); // refuses what it must
      let left = scores;
      const places = Array.from({ length: k }, () => {
        const best = left.argmax(1);
        const values = left.max(1);
        left = left.map((score, index) => {
          const [n, c] = [Math.floor(index / scores.shape[1]!), index % scores.shape[1]!];
          return best.at(n) === c ? -Infinity : score;
        });
        return { best, values };
      });
      return {
        values: stack(
          places.map(({ values }) => values),
          1,
        ),
        indices: stack(
          places.map(({ best }) => best),
          1,
        ),
      };
    },
  },
  "by counting who is better": {
    topKAccuracy: (scores, labels, k) => {
      topKAccuracy(scores, labels, k); // refuses what it must
      let right = 0;
      for (const [n, label] of labels.data.entries()) {
        const row = scores.slice(n).data;
        const before = row.filter((score, c) => score > row[label]! || (score === row[label] && c < label)).length;
        if (before < k) right++;
      }
      return tensor(right / labels.size);
    },
  },
});
