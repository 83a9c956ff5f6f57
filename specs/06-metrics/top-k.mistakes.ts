import { stack, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { topK, topKAccuracy, type TopK } from "#reference/06-metrics/top-k.ts";

/** Class ids of each row in another order, from which the first k are taken. */
const ordered =
  (order: (row: Float64Array) => readonly number[]): typeof topK =>
  (scores, k) => {
    topK(scores, k); // refuses what it must
    return picked(scores, (row) => order(row).slice(0, k));
  };

function picked(scores: Tensor, choose: (row: Float64Array) => readonly number[]): TopK {
  const rows = Array.from({ length: scores.shape[0]! }, (_, n) => scores.slice(n));
  const chosen = rows.map(({ data }) => choose(data));
  return {
    values: stack(rows.map((row, n) => row.gather(chosen[n]!))),
    indices: tensor(chosen),
  };
}

const ids = (row: Float64Array): number[] => [...row.keys()];

const accuracyBy =
  (counts: (row: Float64Array, label: number, k: number) => boolean): typeof topKAccuracy =>
  (scores, labels, k) => {
    topKAccuracy(scores, labels, k); // refuses what it must
    return labels.map((label, n) => Number(counts(scores.slice(n).data, label, k))).mean();
  };

const better = (row: Float64Array, label: number): number => row.filter((score) => score > row[label]!).length;

export default mistakes<typeof import("#reference/06-metrics/top-k.ts")>({
  "the lowest scores": {
    looksLike: "The k lowest scores are taken: the order rises.",
    reread: "the k highest scores, the highest first",
    topK: ordered((row) => ids(row).sort((a, b) => row[a]! - row[b]!)),
  },
  "highest last": {
    looksLike: "The k highest scores come in rising order.",
    reread: "the highest score first",
    topK: (scores, k) => {
      const { values, indices } = topK(scores, k);
      const reversed = (x: Tensor): Tensor => x.slice(null, [null, null, -1]);
      return { values: reversed(values), indices: reversed(indices) };
    },
  },
  "sorted as text": {
    looksLike: "The scores are put in the order of their texts, in which 9 is above 10.",
    reread: "the k highest scores",
    topK: ordered((row) =>
      ids(row).sort((a, b) => (String(row[a]) < String(row[b]) ? 1 : String(row[a]) > String(row[b]) ? -1 : 0)),
    ),
  },
  "higher class first among equals": {
    looksLike: "Of equal scores that of the higher class comes first, as in a rising order that is turned round.",
    reread: "Among equal scores the lower class id comes first",
    topK: ordered((row) =>
      ids(row)
        .sort((a, b) => row[a]! - row[b]!)
        .toReversed(),
    ),
  },
  "in the order of the classes": {
    looksLike: "The k highest are found, but stand in the order of their class ids.",
    reread: "the highest score first",
    topK: (scores, k) => {
      const { indices } = topK(scores, k);
      let n = 0;
      return picked(scores, () => [...indices.slice(n++).data].toSorted((a, b) => a - b));
    },
  },
  "as many as there are": {
    looksLike: "A k above the number of classes, or a score without a place in an order, is taken without a word.",
    reread: "k: an integer in [1, C]; scores: [N, C] finite",
    topK: (scores, k) => {
      const rows = scores.rank === 2 ? scores : scores.expandDims(0);
      const most = Math.min(rows.shape[1]!, Math.max(1, Math.floor(k)));
      return topK(
        rows.map((score) => (Number.isFinite(score) ? score : 0)),
        most,
      );
    },
  },
  "top 1 always": {
    looksLike: "Only the highest score counts, whatever k is.",
    reread: "1[y_n ∈ topK(s_n)]: any of the k",
    topKAccuracy: accuracyBy((row, label) => row.indexOf(Math.max(...row)) === label),
  },
  "kth place alone": {
    looksLike: "Only the k-th place counts, not those before it.",
    reread: "1[y_n ∈ topK(s_n)]: any of the k",
    topKAccuracy: (scores, labels, k) => {
      topKAccuracy(scores, labels, k);
      return topK(scores, k).indices.slice(null, -1).equal(labels).mean();
    },
  },
  "divided by k": {
    looksLike: "The result is divided by k: the mean runs over the k places as well.",
    reread: "(1/N) Σ_n …: a mean over the examples",
    topKAccuracy: (scores, labels, k) => topKAccuracy(scores, labels, k).div(k),
  },
  "one place too few": {
    looksLike: "One place fewer than k counts.",
    reread: "topK: the k highest",
    topKAccuracy: accuracyBy((row, label, k) =>
      topK(tensor([[...row]]), k)
        .indices.slice(0, [0, k - 1])
        .data.includes(label),
    ),
  },
  "ties all count": {
    looksLike: "All scores equal to the k-th count, so that a model without an opinion is always right.",
    reread: "topK: k classes, among equal scores the lower class id first",
    topKAccuracy: accuracyBy((row, label, k) => better(row, label) < k),
  },
  "ties never count": {
    looksLike: "An example counts only if fewer than k classes have its score or a higher one.",
    reread: "topK: k classes, among equal scores the lower class id first",
    topKAccuracy: accuracyBy((row, label, k) => row.filter((score) => score >= row[label]!).length <= k),
  },
  "ties to the higher class": {
    looksLike: "Of equal scores that of the higher class counts first, as in scikit-learn.",
    reread: "among equal scores the lower class id comes first",
    topKAccuracy: accuracyBy(
      (row, label, k) =>
        better(row, label) + row.subarray(label + 1).filter((score) => score === row[label]).length < k,
    ),
  },
  "any label taken": {
    looksLike: "A label that is no class id, or that belongs to no row, is taken as one that was never found.",
    reread: "labels: [N] class ids, integers in [0, C)",
    topKAccuracy: (scores, labels, k) =>
      topK(scores, Math.min(k, scores.shape[1]!)).indices.equal(labels.expandDims(1)).sum(1).mean(),
  },
});
