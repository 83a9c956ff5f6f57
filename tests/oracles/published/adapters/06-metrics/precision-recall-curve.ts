import { averagePrecision, precisionRecallCurve } from "#reference/06-metrics/precision-recall-curve.ts";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { curve, summary } from "../../families/curves.ts";
import { readScores } from "../../families/decisions.ts";

const operations =
  /^(sklearn\.(precision_recall_curve|average_precision_score)|torchmetrics\.(binary_|multiclass_|multilabel_)?(precision_recall_curve|average_precision))$/;

const adapter: Adapter = {
  claims: (item) => operations.test(item.op),
  answer(item) {
    if (item.op.endsWith("curve")) {
      return curve(item, (scores, labels) => {
        const { precisions, recalls, thresholds } = precisionRecallCurve(scores, labels);
        return [precisions, recalls, thresholds][Number(item.output_path?.[0])]!;
      });
    }
    const questions = readScores(item);
    const lacksPositives = !("reason" in questions) && questions.some(({ labels }) => labels.sum().item() === 0);
    if (lacksPositives && item.file.startsWith("torchmetrics/"))
      return doesNotApply("gives NaN without positives, where the exercise gives 0 as scikit-learn does");
    return summary(item, averagePrecision);
  },
};

export default adapter;
