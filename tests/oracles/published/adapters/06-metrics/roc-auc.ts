import { rocAuc, rocCurve } from "#reference/06-metrics/roc-auc.ts";
import { doesNotApply, type Adapter } from "../../adapter.ts";
import { curve, summary } from "../../families/curves.ts";
import { listed, readScores } from "../../families/decisions.ts";

const operations =
  /^(sklearn\.roc_(curve|auc_score)|torchmetrics\.(binary_|multiclass_|multilabel_)?(roc|auroc)|evaluate\.roc_auc)$/;

const adapter: Adapter = {
  claims: (item) => operations.test(item.op),
  answer(item) {
    if (/auc|auroc/.test(item.op)) {
      const questions = readScores(item);
      const lacksOne = !("reason" in questions) && questions.some(({ labels }) => new Set(labels.data).size === 1);
      if (lacksOne && item.file.startsWith("torchmetrics/"))
        return doesNotApply("gives 0 without positives, where the exercise gives NaN as scikit-learn does");
      return summary(item, rocAuc);
    }
    const part = Number(item.output_path?.[0]);
    const isTorch = item.file.startsWith("torchmetrics/");
    const scores = listed(item, ["preds"])?.data ?? [];
    if (isTorch && part === 2 && scores.some((score) => Number(score) > 1))
      return doesNotApply("turns scores into probabilities first");
    return curve(item, (values, labels) => {
      const points = rocCurve(values, labels);
      // torchmetrics begins with the threshold 1 in place of infinity.
      const thresholds = points.thresholds.map((threshold) => (isTorch ? Math.min(threshold, 1) : threshold));
      return [points.falsePositiveRates, points.truePositiveRates, thresholds][part]!;
    });
  },
};

export default adapter;
