import { arange, concatenate, Random, stack, tensor, type Tensor } from "#tensor";
import type { Examples, ExamplesOptions, Parts, SplitOptions } from "#reference/05-data/split.ts";

type Module = typeof import("#reference/05-data/split.ts");

/** The size of each part, all indices in order, and at how many places a second split with the same seed agrees. */
export function covered({ splitIndices }: Module, count: number, seed: number, options?: SplitOptions) {
  const parts = splitIndices(count, new Random(seed), options);
  const again = splitIndices(count, new Random(seed), options);
  return {
    train: parts.train.size,
    validation: parts.validation.size,
    test: parts.test.size,
    together: inOrder(parts),
    same: agreeing(parts, again),
  };
}

/** As `covered`, with the number of examples in each part (row) of each class (column). */
export function coveredByClass({ stratifiedIndices }: Module, labels: Tensor, seed: number, options?: SplitOptions) {
  const parts = stratifiedIndices(labels, new Random(seed), options);
  const again = stratifiedIndices(labels, new Random(seed), options);
  const classes = classesOf(labels);
  const counts = listed(parts).map((indices) => countsOf(labels.gather(indices), classes));
  return { counts: stack(counts), together: inOrder(parts), same: agreeing(parts, again) };
}

/**
 * All examples after the split, one in each row with its label in the last column, in the order of the first column; and the size of each
 * part, for each class where that is decided.
 */
export function dealtOut({ split }: Module, inputs: Tensor, labels: Tensor, seed: number, options?: ExamplesOptions) {
  const parts = listed(split(inputs, labels, new Random(seed), options));
  const rows = concatenate(
    parts.map((part) => concatenate([part.inputs, part.labels.reshape([part.labels.size, 1])], 1)),
  );
  const order = [...Array(rows.shape[0]).keys()].toSorted((a, b) => rows.at(a, 0) - rows.at(b, 0));
  const classes = classesOf(labels);
  const sizes = parts.map((part) =>
    options?.stratified ? countsOf(part.labels, classes) : tensor([part.inputs.shape[0]!]),
  );
  return { sizes: stack(sizes), together: rows.gather(order) };
}

const examples = 16;
const splits = 1000;

/**
 * How often each of sixteen examples comes into each part over many splits, and how often two of the same class come into
 * the test part together, in standard deviations from what is expected. The two classes take turns.
 */
export function fates({ splitIndices, stratifiedIndices, split }: Module, by: "indices" | "examples", seed: number) {
  const random = new Random(seed);
  const labels = arange(examples).map((n) => n % 2);
  const inputs = arange(examples).expandDims(1);
  const shares = { validation: 0.25, test: 0.25 };
  const places = ({ inputs: rows }: Examples): Tensor => rows.flatten();
  const ofExamples = (stratified: boolean): Parts<Tensor> => {
    const { train, validation, test } = split(inputs, labels, random, { ...shares, stratified });
    return { train: places(train), validation: places(validation), test: places(test) };
  };
  const plain = () => (by === "indices" ? splitIndices(examples, random, shares) : ofExamples(false));
  const stratified = () => (by === "indices" ? stratifiedIndices(labels, random, shares) : ofExamples(true));
  return {
    plain: oddities(plain, (4 * 3) / (16 * 15)),
    stratified: oddities(stratified, (2 * 1) / (8 * 7)),
  };
}

function oddities(once: () => Parts<Tensor>, together: number): Tensor {
  const counts = [examples, examples, examples, examples - 2].map((size) => new Float64Array(size));
  const [train, validation, test, neighbours] = counts as [Float64Array, Float64Array, Float64Array, Float64Array];
  for (let s = 0; s < splits; s++) {
    const parts = once();
    for (const n of parts.train.data) train[n]!++;
    for (const n of parts.validation.data) validation[n]!++;
    const tested = new Set(parts.test.data);
    for (const n of tested) {
      test[n]!++;
      if (tested.has(n + 2)) neighbours[n]!++;
    }
  }
  return concatenate([scores(train, 0.5), scores(validation, 0.25), scores(test, 0.25), scores(neighbours, together)]);
}

/** Counts of independent events, each of this chance, in standard deviations from what is expected. */
function scores(counts: Float64Array, chance: number): Tensor {
  return tensor([...counts])
    .sub(splits * chance)
    .div(Math.sqrt(splits * chance * (1 - chance)));
}

function classesOf(labels: Tensor): number {
  return labels.size === 0 ? 1 : labels.max().item() + 1;
}

function countsOf(labels: Tensor, classes: number): Tensor {
  return labels.expandDims(1).equal(arange(classes)).sum(0);
}

function listed<Part>({ train, validation, test }: Parts<Part>): Part[] {
  return [train, validation, test];
}

function inOrder(parts: Parts<Tensor>): Tensor {
  return tensor(
    listed(parts)
      .flatMap((part) => [...part.data])
      .toSorted((a, b) => a - b),
  );
}

function agreeing(parts: Parts<Tensor>, again: Parts<Tensor>): number {
  const [before, after] = [parts, again].map((one) => listed(one).flatMap((part) => [...part.data]));
  return before!.filter((index, place) => after![place] === index).length;
}
