/** Curves over thresholds and the numbers that sum them up, as scikit-learn and torchmetrics give them. */
import { stack, type Tensor } from "#tensor";
import { applies, doesNotApply, type Answer } from "../adapter.ts";
import { attribute, type PublishedCase } from "../published-case.ts";
import { asShown, flattened, isWeighted, readScores, together } from "./decisions.ts";

export type Question = (scores: Tensor, labels: Tensor) => Tensor;

/** Why a case is outside of both curves; undefined when it is not. */
function outside(item: PublishedCase): Answer | undefined {
  if (isWeighted(item)) return doesNotApply("weights examples, which the exercise leaves out");
  if (attribute<unknown>(item, "thresholds", null) !== null)
    return doesNotApply("looks at a few fixed thresholds, where the exercise looks at every score");
  if (attribute<unknown>(item, "max_fpr", null) !== null)
    return doesNotApply("takes a part of the area, which the exercise leaves out");
  return undefined;
}

/** One number of a question, of several listed one by one, or of all of them pooled. */
export function summary(item: PublishedCase, score: Question): Answer {
  const reason = outside(item);
  if (reason) return reason;
  if (item.attributes["multi_class"] === "ovo")
    return doesNotApply("compares classes pair by pair, where the exercise has two");
  const questions = readScores(item);
  if ("reason" in questions) return questions;
  if (questions.length === 1)
    return { ...applies(score(questions[0]!.scores, questions[0]!.labels)), ...asShown(item) };
  const average = attribute<string | null>(item, "average", "macro");
  if (average === "micro") {
    const pooled = flattened(questions);
    return { ...applies(score(pooled.scores, pooled.labels)), ...asShown(item) };
  }
  if (average === null || average === "none")
    return { ...applies(stack(questions.map(({ scores, labels }) => score(scores, labels)))), ...asShown(item) };
  return doesNotApply("averages over classes, where the exercise has two");
}

/** One part of the curve, or of the curves of several questions where they have the same length. */
export function curve(item: PublishedCase, part: Question): Answer {
  const reason = outside(item);
  if (reason) return reason;
  const questions = readScores(item);
  if ("reason" in questions) return questions;
  const parts = questions.map(({ scores, labels }) => part(scores, labels));
  if (parts.some(({ size }) => size !== parts[0]!.size)) return doesNotApply("has curves of several lengths");
  const mayDrop = attribute(item, "drop_intermediate", item.op === "sklearn.roc_curve");
  if (mayDrop && item.outputs[0]!.shape[0] !== parts[0]!.size)
    return doesNotApply("leaves out points between others, which the exercise keeps");
  return applies(together(parts));
}
