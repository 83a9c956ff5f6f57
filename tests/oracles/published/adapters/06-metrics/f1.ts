import { f1Score, fBetaScore } from "#reference/06-metrics/f1.ts";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { averaged } from "../../families/averages.ts";
import { attribute, type PublishedCase } from "../../published-case.ts";

const operations =
  /^(sklearn\.(f1|fbeta)_score|torchmetrics\.(binary_|multiclass_|multilabel_)?(f1|fbeta)_score|metrics\.(F1|FBeta)Score|evaluate\.f1)$/;

const adapter: Adapter = {
  claims: (item) => operations.test(item.op) || isF(item),
  answer(item) {
    const beta = attribute<number | string>(item, "beta", 1);
    if (typeof beta === "string") return doesNotApply("takes an infinite beta, which is the recall");
    return averaged(
      item,
      beta === 1 ? f1Score : (predictions, labels, options) => fBetaScore(predictions, labels, { beta, ...options }),
    );
  },
};

export default adapter;

/** Precision, recall, F and support come as a tuple. */
function isF({ op, output_path: path }: PublishedCase): boolean {
  return op === "sklearn.precision_recall_fscore_support" && path?.[0] === 2;
}
