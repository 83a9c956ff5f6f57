import { topK, topKAccuracy } from "#reference/06-metrics/top-k.ts";
import { stack, tensor, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter, type Answer } from "../../adapter.ts";
import { asTensor, isWeighted, labelNames, listed } from "../../families/decisions.ts";
import { attribute, findInput, inputAt, type PublishedCase } from "../../published-case.ts";

const highest = ["TopK", "topk", "ops.math.top_k"];
const accuracies =
  /^(sklearn\.top_k_accuracy_score|torchmetrics\.(multiclass_)?accuracy|ops\.math\.in_top_k|metrics\.(Sparse)?TopKCategoricalAccuracy)$/;

const adapter: Adapter = {
  claims: (item) =>
    highest.includes(item.op) ||
    (accuracies.test(item.op) && (!item.op.startsWith("torchmetrics.") || item.attributes["top_k"] !== undefined)),
  answer: (item) => (highest.includes(item.op) ? ofHighest(item) : ofAccuracy(item)),
};

export default adapter;

/** Along any axis: rows of the other axes, and back. */
function ofHighest(item: PublishedCase): Answer {
  if (attribute(item, "largest", 1) === 0) return doesNotApply("takes the lowest");
  const x = inputAt(item, 0)!;
  if (x.data.some((entry) => !Number.isFinite(entry))) return doesNotApply("puts infinite scores in order");
  const k = findInput(item, "k")?.item() ?? attribute(item, "k", 1);
  const axis = (attribute(item, "axis", -1) + x.rank) % x.rank;
  if (axis !== x.rank - 1) return doesNotApply("takes the highest along another axis than the last");
  const { values, indices } = topK(x.reshape([-1, x.shape.at(-1)!]), k);
  const restore = (rows: Tensor): Tensor => rows.reshape([...x.shape.slice(0, -1), k]);
  if (item.op === "TopK") return applies(restore(values), restore(indices));
  return applies(restore([0, "values"].includes(item.output_path![0]!) ? values : indices));
}

function ofAccuracy(item: PublishedCase): Answer {
  if (isWeighted(item)) return doesNotApply("weights examples, which the exercise leaves out");
  if (item.attributes["from_sorted_ids"] === true) return doesNotApply("is given class ids in place of scores");
  if (!attribute(item, "normalize", true)) return doesNotApply("counts, where the exercise takes a fraction");
  const given = asTensor(listed(item, ["y_score", "preds", "predictions", "updates[0].y_pred"])!);
  if (given.data.some((entry) => !Number.isFinite(entry))) return doesNotApply("puts NaN in an order");
  const scores = given.reshape([-1, given.shape.at(-1)!]);
  const labels = labelsOf(item, scores);
  const k = attribute(item, "k", attribute(item, "top_k", 2));
  const isTied = labels.data.some((label, n) => scores.slice(n).equal(scores.at(n, label)).sum().item() > 1);
  if (isTied) return doesNotApply("breaks ties in another way: by the higher class id, or in favour of the label");
  if (item.op !== "ops.math.in_top_k") return applies(topKAccuracy(scores, labels, k));
  const each = Array.from(labels.data.keys(), (n) =>
    topKAccuracy(scores.slice([n, n + 1]), labels.slice([n, n + 1]), k),
  );
  return applies(stack(each).reshape(item.outputs[0]!.shape));
}

function labelsOf(item: PublishedCase, scores: Tensor): Tensor {
  const truth = listed(item, ["targets", ...labelNames.filter((name) => name !== "labels")])!;
  if (truth.data.length === scores.size && truth.shape.length === 2) return asTensor(truth).argmax(1);
  const classes = listed(item, ["labels"])?.data;
  return tensor(truth.data.map((label) => (classes ? classes.indexOf(label) : Number(label))));
}
