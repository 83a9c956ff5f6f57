import { confusionMatrix, outcomes, type ConfusionOptions } from "#reference/06-metrics/confusion-matrix.ts";
import { stack, tensor, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { outside, questionsOf, readDecisions, together, type Decisions } from "../../families/decisions.ts";
import { attribute, type PublishedCase } from "../../published-case.ts";

const operations =
  /^(confusionMatrix|sklearn\.(multilabel_)?confusion_matrix|torchmetrics\.(binary_|multiclass_|multilabel_)?(confusion_matrix|stat_scores)|metrics\.(True|False)(Positives|Negatives))$/;

const adapter: Adapter = {
  claims: (item) => operations.test(item.op),
  answer(item) {
    const reason = outside(item);
    if (reason) return reason;
    const decisions = readDecisions(item);
    if (item.op.startsWith("metrics.")) return kerasCount(item, decisions);
    if (item.op.endsWith("stat_scores")) return statScores(item, decisions);
    if (item.op === "sklearn.multilabel_confusion_matrix" || decisions.severalLabels) return ofEach(decisions);
    const { predictions, labels, asked } = decisions;
    if (asked) return applies(amongAsked(predictions, labels, asked));
    const kinds = { none: "none", true: "true", pred: "predicted", all: "all" } as const;
    const normalise = kinds[(item.attributes["normalize"] ?? "none") as keyof typeof kinds];
    const classes = attribute<number | undefined>(item, "num_classes", attribute(item, "numClasses", undefined));
    const options: ConfusionOptions = { normalise, classes: item.op.includes("binary") ? 2 : classes };
    return applies(confusionMatrix(predictions, labels, options));
  },
};

export default adapter;

/** Rows and columns as listed; scikit-learn leaves out what is of another class or called so. */
function amongAsked(predictions: Tensor, labels: Tensor, asked: readonly number[]): Tensor {
  const kept = [...labels.data.keys()].filter((n) => asked.includes(labels.at(n)) && asked.includes(predictions.at(n)));
  const place = (ids: Tensor): Tensor => ids.gather(kept).map((id) => asked.indexOf(id));
  return confusionMatrix(place(predictions), place(labels), { classes: asked.length });
}

/** [[TN, FP], [FN, TP]] for each class, or for each of several labels. */
function ofEach(decisions: Decisions): Answer {
  const { predictions, labels, severalLabels, asked } = decisions;
  if (severalLabels) {
    const columns = questionsOf(decisions).map((one) => confusionMatrix(one.predictions, one.labels, { classes: 2 }));
    return applies(stack(asked ? asked.map((label) => columns[label]!) : columns));
  }
  const classes = asked ? Math.max(...asked) + 1 : undefined;
  const counts = outcomes(confusionMatrix(predictions, labels, { classes }));
  const all = stack([counts.trueNegatives, counts.falsePositives, counts.falseNegatives, counts.truePositives], 1);
  const squares = all.reshape([all.shape[0]!, 2, 2]);
  return applies(asked ? squares.gather(asked) : squares);
}

/** [TP, FP, TN, FN, support] for each class. */
function statScores(item: PublishedCase, decisions: Decisions): Answer {
  const average = attribute<string | null>(item, "average", "none");
  const scoresOf = (predictions: Tensor, labels: Tensor, classes: number): Tensor => {
    const counts = outcomes(confusionMatrix(predictions, labels, { classes }));
    const { truePositives, falsePositives, trueNegatives, falseNegatives } = counts;
    const support = truePositives.add(falseNegatives);
    return stack([truePositives, falsePositives, trueNegatives, falseNegatives, support], 1);
  };
  if (decisions.severalLabels) {
    const columns = questionsOf(decisions).map((one) => scoresOf(one.predictions, one.labels, 2).slice(1));
    return applies(average === "micro" ? together(columns).sum(0) : stack(columns));
  }
  const isBinary = item.op.includes("binary");
  const all = scoresOf(decisions.predictions, decisions.labels, isBinary ? 2 : attribute(item, "num_classes", 2));
  if (isBinary) return applies(all.slice(1));
  return applies(average === "micro" ? all.sum(0) : all);
}

/** One of the counts of class 1, summed over everything. */
function kerasCount(item: PublishedCase, { predictions, labels }: Decisions): Answer {
  if (Array.isArray(item.attributes["thresholds"])) return doesNotApply("counts at several thresholds");
  const counts = outcomes(confusionMatrix(predictions, labels, { classes: 2 }));
  const names = {
    "metrics.TruePositives": "truePositives",
    "metrics.FalsePositives": "falsePositives",
    "metrics.TrueNegatives": "trueNegatives",
    "metrics.FalseNegatives": "falseNegatives",
  } as const;
  return applies(tensor(counts[names[item.op as keyof typeof names]].at(1)));
}
