import { Tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { confusionMatrix, outcomes } from "#reference/06-metrics/confusion-matrix.ts";

export default variants<typeof import("#reference/06-metrics/confusion-matrix.ts")>({
  "one entry raised for each example": {
    confusionMatrix: (predictions, labels, { classes, normalise = "none" } = {}) => {
      confusionMatrix(predictions, labels, classes === undefined ? {} : { classes }); // refuses what are no class ids
      const size = classes ?? Math.max(...predictions.data, ...labels.data) + 1;
      const matrix = zeros([size, size]);
      for (const [n, label] of labels.data.entries()) matrix.data[label * size + predictions.data[n]!]!++;
      const rows = matrix.sum(1);
      const columns = matrix.sum(0);
      return matrix.map((count, index) => {
        const [i, j] = [Math.floor(index / size), index % size];
        const total = { none: 1, true: rows.at(i), predicted: columns.at(j), all: labels.size }[normalise];
        return total === 0 ? 0 : count / total;
      });
    },
    outcomes: (confusion) => {
      outcomes(confusion); // refuses what is not square
      const size = confusion.shape[0]!;
      const counts = Array.from({ length: 4 }, () => new Tensor(new Float64Array(size), [size]));
      for (let c = 0; c < size; c++) {
        for (const [index, count] of confusion.data.entries()) {
          const isTrue = Math.floor(index / size) === c;
          const isCalled = index % size === c;
          counts[2 * Number(!isTrue) + Number(!isCalled)]!.data[c]! += count;
        }
      }
      const [truePositives, falseNegatives, falsePositives, trueNegatives] = counts as [Tensor, Tensor, Tensor, Tensor];
      return { truePositives, falsePositives, falseNegatives, trueNegatives };
    },
  },
});
