import { accuracy, balancedAccuracy } from "#reference/06-metrics/accuracy.ts";
import { stack } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { outside, readDecisions } from "../../families/decisions.ts";
import { attribute, input } from "../../published-case.ts";

const operations =
  /^(sklearn\.(balanced_)?accuracy_score|torchmetrics\.(binary_|multiclass_|multilabel_)?accuracy|metrics\.(Binary|Categorical|SparseCategorical)?Accuracy|tfl\.binaryAccuracy|evaluate\.accuracy)$/;

const adapter: Adapter = {
  claims: (item) => operations.test(item.op),
  answer(item) {
    const reason = outside(item);
    if (reason) return reason;
    if (!attribute(item, "normalize", true)) return doesNotApply("counts, where the exercise takes a fraction");
    if (item.op === "tfl.binaryAccuracy") {
      const [truth, decided] = [input(item, "yTrue"), input(item, "yPred").greater(0.5)];
      if (truth.rank === 1) return applies(accuracy(decided, truth));
      const rows = Array.from({ length: truth.shape[0]! }, (_, n) => accuracy(decided.slice(n), truth.slice(n)));
      return applies(stack(rows));
    }
    const { predictions, labels, severalLabels } = readDecisions(item);
    if (item.outputs[0]!.data.length > 1) return doesNotApply("gives the accuracy of each class or example by itself");
    if (severalLabels && item.file.startsWith("sklearn/"))
      return doesNotApply("asks that all of several labels of an example are right");
    if (severalLabels) return applies(accuracy(predictions.flatten(), labels.flatten()));
    const isBalanced =
      item.op === "sklearn.balanced_accuracy_score" ||
      (item.op === "torchmetrics.multiclass_accuracy" && attribute(item, "average", "macro") === "macro");
    return applies((isBalanced ? balancedAccuracy : accuracy)(predictions, labels));
  },
};

export default adapter;
