import { tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { precision, recall } from "#reference/06-metrics/precision-recall.ts";

type Metric = typeof precision;

/** Counts in loops: `isIn` says which examples make the denominator of a class. */
const counting =
  (metric: Metric, isIn: (c: number, label: number, prediction: number) => boolean): Metric =>
  (predictions, labels, options = {}) => {
    metric(predictions, labels, options); // refuses what it must
    const { average = "binary", zeroDivision = 0 } = options;
    const pairs = [...labels.data].map((label, n) => [label, predictions.data[n]!] as const);
    if (average === "micro") return tensor(pairs.filter(([label, called]) => label === called).length / pairs.length);
    const fractionOf = (c: number): number => {
      const counted = pairs.filter(([label, called]) => isIn(c, label, called));
      return counted.length === 0
        ? zeroDivision
        : counted.filter(([label, called]) => label === c && called === c).length / counted.length;
    };
    if (average === "binary") return tensor(fractionOf(1));
    const highest = Math.max(...pairs.flat());
    if (average === "none") return tensor(Array.from({ length: highest + 1 }, (_, c) => fractionOf(c)));
    // A mean over examples weighs classes by their labels.
    const over = average === "weighted" ? [...labels.data] : [...new Set(pairs.flat())];
    const values = over.map(fractionOf).filter((value) => !Number.isNaN(value));
    return tensor(values).mean();
  };

export default variants<typeof import("#reference/06-metrics/precision-recall.ts")>({
  "counting in loops": {
    precision: counting(precision, (c, _, called) => called === c),
    recall: counting(recall, (c, label) => label === c),
  },
});
