/** Scores of decisions that are put together over classes, as the libraries' `average` says. */
import type { AverageOptions } from "#reference/06-metrics/average.ts";
import { stack, type Tensor } from "#tensor";
import { applies, doesNotApply, type Answer } from "../adapter.ts";
import { attribute, type PublishedCase } from "../published-case.ts";
import { asShown, outside, questionsOf, readDecisions, type Decisions } from "./decisions.ts";

export type Score = (predictions: Tensor, labels: Tensor, options: AverageOptions) => Tensor;

/** The reference at the case's decisions, under its average and its value of 0 / 0. */
export function averaged(item: PublishedCase, score: Score): Answer {
  const reason = outside(item);
  if (reason) return reason;
  if (attribute<unknown[] | null>(item, "thresholds", null)?.length === 2)
    return doesNotApply("decides at several thresholds");
  const decisions = readDecisions(item);
  const average = averageOf(item);
  if (average === "samples") return doesNotApply("averages over examples with several labels each");
  const given = attribute<number | string>(item, "zero_division", 0);
  const options = { average, zeroDivision: given === "warn" ? 0 : Number(given) };
  const answer = decisions.severalLabels
    ? ofSeveralLabels(decisions, score, options)
    : ofClasses(item, decisions, score, options);
  return "reason" in answer ? answer : { ...answer, ...asShown(item) };
}

type Kind = NonNullable<AverageOptions["average"]>;
type Options = AverageOptions & { readonly average: Kind };

/** What `average` is, and what each library has when it is left out. */
function averageOf(item: PublishedCase): Kind | "samples" {
  const given = item.attributes["average"] as Kind | "samples" | null | undefined;
  if (given === null) return "none";
  if (given !== undefined) return given;
  if (item.op === "sklearn.precision_recall_fscore_support") return "none";
  if (item.op.startsWith("torchmetrics.multi")) return "macro";
  return item.attributes["task"] === "multiclass" ? "micro" : "binary";
}

/** As many questions as labels: listed one by one, or pooled as one list of questions. */
function ofSeveralLabels(decisions: Decisions, score: Score, { average, zeroDivision = 0 }: Options): Answer {
  const options: AverageOptions = { zeroDivision };
  const { predictions, labels, asked } = decisions;
  const columns = asked ?? [...Array(labels.shape[1]).keys()];
  if (Math.max(...columns) >= labels.shape[1]!) return doesNotApply("asks for labels that the indicators lack");
  const questions = questionsOf(decisions);
  if (average === "micro")
    return applies(score(predictions.gather(columns, 1).flatten(), labels.gather(columns, 1).flatten(), options));
  if (average === "none") {
    const scores = columns.map((column) => score(questions[column]!.predictions, questions[column]!.labels, options));
    return applies(stack(scores));
  }
  return doesNotApply("averages over several labels of each example, where the exercise has one");
}

function ofClasses(
  item: PublishedCase,
  { predictions, labels, asked }: Decisions,
  score: Score,
  options: Options,
): Answer {
  if (options.average === "binary") {
    const positive = attribute(item, "pos_label", 1);
    return applies(score(predictions.equal(positive), labels.equal(positive), options));
  }
  const values = score(predictions, labels, options);
  const occurring = new Set([...predictions.data, ...labels.data]);
  if (asked && (asked.length < occurring.size || asked.some((id) => !occurring.has(id)))) {
    if (options.average === "none" && Math.max(...asked) < values.size) return applies(values.gather(asked));
    return doesNotApply("averages over classes that it names, where the exercise takes those that occur");
  }
  if (options.average !== "none") return applies(values);
  return applies(values.gather(asked ?? [...occurring].sort((a, b) => a - b)));
}
