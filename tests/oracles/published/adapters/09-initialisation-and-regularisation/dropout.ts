import { dropout } from "#reference/09-initialisation-and-regularisation/dropout.ts";
import { Random } from "#tensor";
import { applies, doesNotApply, type Adapter } from "../../adapter.ts";
import { attribute, findInput, inputAt, type PublishedCase } from "../../published-case.ts";

/** Chance to be dropped, under the names of ONNX, of TensorFlow.js's functions and of its layers. */
function chanceOf(item: PublishedCase): number {
  const given = findInput(item, "r")?.item();
  return given ?? attribute(item, "rate", attribute(item, "level", attribute(item, "ratio", 0.5)));
}

/** ONNX drops where its third input says so; the functions of TensorFlow.js always do, its layers where called so. */
function isTraining(item: PublishedCase): boolean {
  if (item.op === "Dropout") return findInput(item, "t")?.item() === 1;
  return item.op !== "layer.Dropout" || attribute(item, "call", { training: false }).training;
}

const adapter: Adapter = {
  claims: ({ op }) => ["Dropout", "dropout", "tfl.dropout", "layer.Dropout"].includes(op),
  answer(item) {
    const [p, training] = [chanceOf(item), isTraining(item)];
    if (training && p > 0) return doesNotApply("draws its mask from a generator of its own");
    const { output, mask } = dropout(inputAt(item, 0)!, new Random(0), { p, training });
    return applies(...item.outputs.map(({ name }) => (name === "z" ? mask : output)));
  },
};

export default adapter;
