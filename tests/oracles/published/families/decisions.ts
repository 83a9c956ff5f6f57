/**
 * Reads what a model decided and what is true as class ids, by the names and conventions of scikit-learn, torchmetrics,
 * Keras, tfjs-layers and Hugging Face's evaluate.
 *
 * Scores become decisions as each library does it: the highest of several, or above a threshold. Several labels for each
 * example are as many questions with two answers.
 */
import { concatenate, stack, Tensor, tensor } from "#tensor";
import { doesNotApply, type DoesNotApply } from "../adapter.ts";
import { attribute, type PublishedArray, type PublishedCase, type PublishedTolerance } from "../published-case.ts";

export interface Decisions {
  /** `[N]` class ids; `[N, L]` of 0 and 1 where examples have several labels. */
  readonly predictions: Tensor;
  readonly labels: Tensor;
  readonly severalLabels: boolean;
  /** The classes in the order that the case asks for, as ids; undefined when it names none. */
  readonly asked?: readonly number[];
}

type Entry = number | string;

export const predictionNames = ["y_pred", "preds", "predictions", "yPred", "updates[0].y_pred"];
export const labelNames = ["y_true", "target", "labels", "references", "yTrue", "updates[0].y_true"];

/** A list that stands among the inputs, or as nested arrays among the attributes. */
export function listed(
  item: PublishedCase,
  names: readonly string[],
): { readonly shape: readonly number[]; readonly data: readonly Entry[]; readonly isReal: boolean } | undefined {
  for (const name of names) {
    const array = item.inputs.find((one) => one?.name === name);
    if (array) return { shape: array.shape, data: array.data, isReal: isReal(array) };
    const given = item.attributes[name];
    if (Array.isArray(given)) {
      const rows = given as readonly (Entry | readonly Entry[])[];
      const data = rows.flat();
      const width = Array.isArray(rows[0]) ? [data.length / rows.length] : [];
      return { shape: [rows.length, ...width], data, isReal: data.some((entry) => !Number.isInteger(Number(entry))) };
    }
  }
  return undefined;
}

function isReal({ dtype, data }: PublishedArray): boolean {
  return dtype !== undefined && dtype.startsWith("float") && data.some((entry) => !Number.isInteger(Number(entry)));
}

export function asTensor({
  shape,
  data,
}: {
  readonly shape: readonly number[];
  readonly data: readonly Entry[];
}): Tensor {
  return new Tensor(Float64Array.from(data, Number), shape);
}

/** Why a case is outside of every metric of decisions; undefined when it is not. */
export function outside(item: PublishedCase): DoesNotApply | undefined {
  if (isWeighted(item)) return doesNotApply("weights examples, which the exercise leaves out");
  if (item.inputs.some((array) => array?.name.startsWith("updates[1]")))
    return doesNotApply("adds up several batches in a state, which the exercise leaves out");
  if (item.attributes["multidim_average"] === "samplewise" || item.attributes["samplewise"] === true)
    return doesNotApply("scores each sample by itself");
  if (attribute<unknown>(item, "top_k", null) !== null)
    return doesNotApply("counts the k highest scores as decisions; see top-k");
  if (attribute<unknown>(item, "class_id", null) !== null)
    return doesNotApply("picks one column of labels that are no two classes");
  return undefined;
}

export function isWeighted(item: PublishedCase): boolean {
  const names = ["sample_weight", "updates[0].sample_weight"];
  return names.some(
    (name) => item.inputs.some((array) => array?.name === name) || (item.attributes[name] ?? null) !== null,
  );
}

/** Decisions and truth as class ids; classes that are texts or have gaps are numbered in their order. */
export function readDecisions(item: PublishedCase): Decisions {
  const truth = listed(item, labelNames)!;
  const given = listed(item, predictionNames)!;
  const severalLabels = hasSeveralLabels(item, truth.shape);
  const library = item.file.split("/")[0]!;
  if (library === "keras" || item.op.startsWith("tfl.") || (library === "torchmetrics" && given.isReal))
    return fromScores(item, asTensor(given), asTensor(truth), severalLabels);
  if (severalLabels)
    return { predictions: asTensor(given), labels: asTensor(truth), severalLabels, ...askedOf(item, undefined) };
  const classes = classesOf(item, [...truth.data, ...given.data]);
  const ids = ({ data }: { readonly data: readonly Entry[] }): Tensor =>
    tensor(data.map((entry) => classes.indexOf(entry)));
  return { predictions: ids(given), labels: ids(truth), severalLabels, ...askedOf(item, classes) };
}

function hasSeveralLabels(item: PublishedCase, shape: readonly number[]): boolean {
  if (item.op.includes("multilabel") && item.file.startsWith("torchmetrics/")) return true;
  if (item.op === "metrics.FBetaScore") return attribute<number | null>(item, "threshold", null) !== null;
  return /^(sklearn|text)\//.test(item.file) && shape.length === 2;
}

/** One column that says yes above a threshold, or as many as there are classes, of which the highest wins. */
function fromScores(item: PublishedCase, scores: Tensor, truth: Tensor, severalLabels: boolean): Decisions {
  const areClasses = /[Cc]ategorical|multiclass|FBeta/.test(item.op) && !severalLabels;
  if (areClasses) {
    const width = scores.shape.at(-1)!;
    const predictions = scores.reshape([-1, width]).argmax(1);
    const labels = truth.size === scores.size ? truth.reshape([-1, width]).argmax(1) : truth.flatten();
    return { predictions, labels, severalLabels };
  }
  if (item.op === "metrics.Accuracy") return { predictions: scores.flatten(), labels: truth.flatten(), severalLabels };
  const threshold = [
    attribute<number | number[] | null>(item, "threshold", attribute(item, "thresholds", null)),
  ].flat();
  const decided = scores.greater(threshold[0] ?? 0.5);
  return severalLabels
    ? { predictions: decided, labels: truth, severalLabels }
    : { predictions: decided.flatten(), labels: truth.flatten(), severalLabels };
}

/** Class ids as they are where they are whole numbers from 0, else the sorted classes. */
function classesOf(item: PublishedCase, seen: readonly Entry[]): readonly Entry[] {
  const named = [...(listed(item, ["labels"])?.data ?? [])];
  const all = [...new Set([...seen, ...(item.file.startsWith("sklearn/") ? named : [])])];
  if (all.every((entry) => Number.isInteger(entry) && Number(entry) >= 0))
    return Array.from({ length: Math.max(...all.map(Number)) + 1 }, (_, id) => id);
  return all.sort((a, b) => (a < b ? -1 : 1));
}

function askedOf(item: PublishedCase, classes: readonly Entry[] | undefined): { readonly asked?: readonly number[] } {
  const named = item.file.startsWith("sklearn/") ? listed(item, ["labels"]) : undefined;
  if (!named) return {};
  return { asked: named.data.map((entry) => (classes ? classes.indexOf(entry) : Number(entry))) };
}

/** The columns of several labels as questions of their own, `[N]` each. */
export function questionsOf({ predictions, labels }: Decisions): { predictions: Tensor; labels: Tensor }[] {
  return Array.from({ length: labels.shape[1]! }, (_, column) => ({
    predictions: predictions.slice(null, column),
    labels: labels.slice(null, column),
  }));
}

/** Scores and truth of questions with two answers, one for each column. */
export function readScores(item: PublishedCase): { scores: Tensor; labels: Tensor }[] | DoesNotApply {
  const given = listed(item, ["y_score", "preds", "prediction_scores"])!;
  const truth = listed(item, labelNames)!;
  const scores = asTensor(given);
  if (scores.rank === 1) {
    const wanted = attribute<Entry | null>(item, "pos_label", null) ?? positiveOf(truth.data);
    if (wanted === undefined) return doesNotApply("has more than two classes and one score");
    return [{ scores, labels: tensor(truth.data.map((label) => Number(label === wanted))) }];
  }
  if (truth.shape.length === 2) {
    const labels = asTensor(truth);
    return Array.from({ length: scores.shape[1]! }, (_, c) => ({
      scores: scores.slice(null, c),
      labels: labels.slice(null, c),
    }));
  }
  // One class against all others, for each class.
  const named = listed(item, ["labels"])?.data;
  const classes =
    named ?? (item.file.startsWith("sklearn/") ? [...new Set(truth.data)].sort((a, b) => (a < b ? -1 : 1)) : undefined);
  return Array.from({ length: scores.shape[1]! }, (_, c) => ({
    scores: scores.slice(null, c),
    labels: tensor(truth.data.map((label) => Number(label === (classes?.[c] ?? c)))),
  }));
}

/** 1, as the libraries have it; the later of two texts. */
function positiveOf(labels: readonly Entry[]): Entry | undefined {
  const classes = [...new Set(labels)].sort((a, b) => (a < b ? -1 : 1));
  if (classes.length > 2) return undefined;
  return classes.every((label) => typeof label === "number") ? 1 : classes.at(-1)!;
}

export function flattened(questions: readonly { scores: Tensor; labels: Tensor }[]): {
  scores: Tensor;
  labels: Tensor;
} {
  return {
    scores: concatenate(questions.map(({ scores }) => scores)),
    labels: concatenate(questions.map(({ labels }) => labels)),
  };
}

/** Stacks results of one shape, or takes the only one. */
export function together(results: readonly Tensor[]): Tensor {
  return results.length === 1 ? results[0]! : stack(results);
}

/**
 * In place of the tolerance of a number in documentation that shows two or three digits, and dots after them: one unit of
 * the last.
 */
export function asShown(item: PublishedCase): { readonly tolerance?: PublishedTolerance } {
  const { tolerance, outputs } = item;
  if (typeof tolerance !== "object" || !tolerance?.printed_digits) return {};
  const digits = Math.max(
    ...outputs.flatMap(({ data }) => data.map((entry) => (/\.(\d+)$/.exec(String(entry))?.[1] ?? "").length)),
  );
  return digits === 2 || digits === 3 ? { tolerance: { atol: 10 ** -digits } } : {};
}
