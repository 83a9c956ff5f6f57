import { oneHot } from "#reference/05-data/one-hot.ts";
import { tensor, type Tensor } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, findInput, isGradient, operationOf, type PublishedCase } from "../../published-case.ts";

const operations = ["oneHot", "OneHot", "ops.nn.one_hot"];

/** Other values than 1 and 0, and the classes along another axis than the last, are the libraries' own. */
const adapter: Adapter = {
  claims: (item) =>
    operations.includes(operationOf(item)) ||
    (item.op === "layer.CategoryEncoding" && attribute(item, "outputMode", "multiHot") === "oneHot"),
  answer(item) {
    if (isGradient(item)) return doesNotApply("asks for a gradient with respect to labels, which have none");
    const classes = findInput(item, "depth")?.item() ?? firstNumber(item, ["depth", "num_classes", "numTokens"]);
    const labels = labelsOf(item, classes);
    if (labels.less(0).maximum(labels.greaterEqual(classes)).max().item() === 1)
      return doesNotApply("has labels that are no class ids, which the exercise refuses");
    const [off, on] = findInput(item, "values")?.data ?? [
      attribute(item, "offValue", 0),
      attribute(item, "onValue", 1),
    ];
    const rows = oneHot(labels, { classes })
      .mul(on! - off!)
      .add(off!);
    return applies(classesAlong(rows, attribute(item, "axis", -1)).reshape(item.outputs[0]!.shape));
  },
};

export default adapter;

function firstNumber(item: PublishedCase, names: readonly string[]): number {
  return attribute(item, names.find((name) => item.attributes[name] !== undefined) ?? names[0]!, 0);
}

/** In ONNX a negative index counts from the last class. */
function labelsOf(item: PublishedCase, classes: number): Tensor {
  const labels = findInput(item, "indices", "x", "input") ?? tensor(attribute<number[]>(item, "x", []));
  return item.file.startsWith("onnx/") ? labels.map((label) => (label < 0 ? label + classes : label)) : labels;
}

function classesAlong(rows: Tensor, axis: number): Tensor {
  const axes = [...Array(rows.rank - 1).keys()];
  return rows.transpose(axes.toSpliced(axis < 0 ? axis + rows.rank : axis, 0, rows.rank - 1));
}
