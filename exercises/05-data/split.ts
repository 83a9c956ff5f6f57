import { NotStarted, type Random, type Tensor } from "#tensor";

export interface SplitOptions {
  /** Share of the examples for validation, 0.2 when left out. */
  readonly validation?: number;
  /** Share of the examples for the test, 0.2 when left out. */
  readonly test?: number;
}

export interface ExamplesOptions extends SplitOptions {
  /** Whether each class is split by itself; false when left out. */
  readonly stratified?: boolean;
}

/** One thing for each part of the data. */
export interface Parts<Part> {
  /** What the model learns from. */
  readonly train: Part;
  /** What decides between models. */
  readonly validation: Part;
  /** What the chosen model is judged by, once. */
  readonly test: Part;
}

export interface Examples {
  /** `[N, …]` */
  readonly inputs: Tensor;
  /** `[N]` */
  readonly labels: Tensor;
}

/**
 * How many examples go into each part.
 *
 * `V = round(N · validation)`, `T = round(N · test)`, and N − V − T for training; halves are rounded up
 *
 * Both shares are shares of the whole.
 *
 * @param count - N, the number of examples, at least 1.
 * @param options.validation - in [0, 1).
 * @param options.test - in [0, 1); with `validation` less than 1.
 * @returns the three sizes. They sum to N.
 * @throws RangeError - when `count` is not a whole number from 1 on, a share is negative, or nothing is left for training.
 */
export function partSizes(count: number, { validation = 0.2, test = 0.2 }: SplitOptions = {}): Parts<number> {
  throw new NotStarted();
}

/**
 * Which examples go into which part: each into exactly one, and every choice with the same chance.
 *
 * @param count - N, the number of examples.
 * @param random - decides; the same seed gives the same split.
 * @param options - the shares, as for {@link partSizes}.
 * @returns indices from 0 to N − 1 for each part, in any order.
 * @throws RangeError - as {@link partSizes}.
 */
export function splitIndices(count: number, random: Random, options: SplitOptions = {}): Parts<Tensor> {
  throw new NotStarted();
}

/**
 * Which examples go into which part, each class split by itself.
 *
 * `V_c = round(N_c · validation)`, `T_c = round(N_c · test)` of the N_c examples of class c
 *
 * @param labels - `[N]` class ids, integers.
 * @param random - decides; the same seed gives the same split.
 * @param options - the shares, as for {@link partSizes}.
 * @returns indices from 0 to N − 1 for each part, in any order.
 * @throws ShapeError - when `labels` is not `[N]` with N at least 1.
 * @throws RangeError - as {@link partSizes} for the examples of a class: every class is needed for training.
 */
export function stratifiedIndices(labels: Tensor, random: Random, options: SplitOptions = {}): Parts<Tensor> {
  throw new NotStarted();
}

/**
 * The examples themselves, divided into training, validation and test part. Every input keeps its label.
 *
 * @param inputs - `[N, …]` one example for each index of the first axis.
 * @param labels - `[N]`.
 * @param random - decides; the same seed gives the same split.
 * @param options.stratified - whether each class is split by itself.
 * @param options.validation - share of the whole, as for {@link partSizes}.
 * @param options.test - share of the whole, as for {@link partSizes}.
 * @returns inputs and labels of each part, in any order.
 * @throws ShapeError - when there is not one label for each input.
 * @throws RangeError - as {@link partSizes}.
 */
export function split(
  inputs: Tensor,
  labels: Tensor,
  random: Random,
  { stratified = false, ...shares }: ExamplesOptions = {},
): Parts<Examples> {
  throw new NotStarted();
}
