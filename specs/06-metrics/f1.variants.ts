import { tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { fBetaScore, type FBetaOptions } from "#reference/06-metrics/f1.ts";
import { precision, recall } from "#reference/06-metrics/precision-recall.ts";

type Metric = typeof fBetaScore;

/** By way of precision and recall, class by class. */
const fromRates: Metric = (predictions, labels, options: FBetaOptions = {}) => {
  fBetaScore(predictions, labels, options); // refuses what it must
  const { beta = 1, average = "binary", zeroDivision = 0 } = options;
  const combined = (p: number, r: number): number =>
    p * r === 0 ? 0 : ((1 + beta ** 2) * p * r) / (beta ** 2 * p + r);
  const rates = (kind: "micro" | "none") =>
    [precision, recall].map((rate) => rate(predictions, labels, { average: kind }));
  if (average === "micro") {
    const [p, r] = rates("micro").map((rate) => rate.item()) as [number, number];
    return tensor(combined(p, r));
  }
  const [p, r] = rates("none").map((rate) => [...rate.data]) as [number[], number[]];
  const called = (c: number): boolean => predictions.data.includes(c);
  const labelled = (c: number): boolean => labels.data.includes(c);
  // With beta = 0 only the precision is left, and it is 0 / 0 where nothing is called so.
  const isNothing = (c: number): boolean => !called(c) && (beta === 0 || !labelled(c));
  const score = (c: number): number => (isNothing(c) ? zeroDivision : combined(p[c]!, r[c]!));
  if (average === "binary") return tensor(score(1));
  if (average === "none") return tensor(p.map((_, c) => score(c)));
  const over = average === "weighted" ? [...labels.data] : p.map((_, c) => c).filter((c) => called(c) || labelled(c));
  return tensor(over.map(score).filter((value) => !Number.isNaN(value))).mean();
};

export default variants<typeof import("#reference/06-metrics/f1.ts")>({
  "by way of precision and recall": { f1Score: (...args) => fromRates(...args), fBetaScore: fromRates },
});
