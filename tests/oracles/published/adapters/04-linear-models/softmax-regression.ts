/** The loss alone, of a model whose features are the scores: the weight is the identity, the bias 0. */
import { softmaxLoss } from "#reference/04-linear-models/softmax-regression.ts";
import { eye, zeros } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { readClasses } from "../../families/classes.ts";
import { attribute, findInput } from "../../published-case.ts";

const adapter: Adapter = {
  claims: (item) => item.op === "SoftmaxCrossEntropyLoss",
  answer(item) {
    if (attribute(item, "reduction", "mean") !== "mean")
      return doesNotApply("asks for another reduction than the mean");
    if (findInput(item, "w", "weight")) return doesNotApply("weights its classes, which the exercise leaves out");
    const { scores } = readClasses(item);
    const labels = findInput(item, "y", "target")!.flatten();
    const classes = scores.shape[1]!;
    if (labels.data.includes(attribute(item, "ignore_index", -100)))
      return doesNotApply("ignores a label, which the exercise leaves out");
    return applies(softmaxLoss(scores, eye(classes), zeros([classes]), labels), undefined);
  },
};

export default adapter;
