import { NotStarted, type Random, type Tensor } from "#tensor";

/** The tokens that are no words; words are 3 and above. */
export const tokens = { padding: 0, start: 1, end: 2 } as const;

/** What a decoder reads, and what it is to say behind each of the tokens, both `[N, T + 1]`. */
export interface TeacherForcing {
  readonly inputs: Tensor;
  readonly labels: Tensor;
}

export interface NoamOptions {
  /** D, the width of the model. */
  readonly features: number;
  /** W, the steps in which the rate rises; a whole number above 0. */
  readonly warmupSteps: number;
  /** What the whole is multiplied by, 1 when left out. */
  readonly factor?: number;
}

/** Logits `[N, T, W]` of the token behind each of the inputs `[N, T]`. */
export type Decoder = (inputs: Tensor) => Tensor;

/** The same for sources `[N, S]` that are to be translated. */
export type Translator = (sources: Tensor, inputs: Tensor) => Tensor;

/**
 * Teacher forcing: the decoder reads the right words so far, whatever it would have said itself.
 *
 * `inputs = start y_1 y_2 … y_n`, `labels = y_1 y_2 … y_n end`, both filled up with padding
 *
 * All words are learned at once, in one pass.
 *
 * @param targets - `[N, T]`, words, then padding where a sentence is shorter than T.
 * @returns inputs and labels, both `[N, T + 1]`.
 * @see Williams & Zipser, A learning algorithm for continually running fully recurrent neural networks (1989).
 */
export function teacherForcing(targets: Tensor): TeacherForcing {
  throw new NotStarted();
}

/**
 * Cross-entropy of all tokens that are no padding.
 *
 * `L = −(1/M) Σ log softmax(z_nt)[label_nt]` over the M places with a label other than padding
 *
 * @param logits - `[N, T, W]` z.
 * @param labels - `[N, T]`, integers in [0, W).
 * @returns `[]`, in nats per token.
 * @throws ShapeError, RangeError - when labels do not fit the logits.
 */
export function sequenceLoss(logits: Tensor, labels: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * Gradient of {@link sequenceLoss} with respect to the logits.
 *
 * @param logits - `[N, T, W]`, as in the forward pass, and so are the `labels`.
 * @param gradOutput - `[]`, the gradient with respect to the loss.
 * @returns `[N, T, W]`.
 */
export function sequenceLossBackward(logits: Tensor, labels: Tensor, gradOutput: Tensor): Tensor {
  throw new NotStarted();
}

/**
 * The learning rate of the Transformer, called Noam after its author: up in a line, then down as 1 / √t.
 *
 * `η_t = factor · D^{−1/2} · min(t^{−1/2}, t · W^{−3/2})`
 *
 * At first Adam knows little about the size of the gradients, and attention is easily thrown off: small steps at the start.
 *
 * @param step - t, counted from 1.
 * @throws RangeError - when t is not a whole number, at least 0.
 * @see Vaswani et al., Attention is all you need (2017), equation 3; the factor is in The annotated Transformer (Rush, 2018).
 */
export function noamRate(step: number, { features, warmupSteps, factor = 1 }: NoamOptions): number {
  throw new NotStarted();
}

/**
 * Writes sentences word by word: always the likeliest token, which is then read like all others.
 *
 * `y_t = argmax softmax(z_t)`, z_t the logits behind `start y_1 … y_{t−1}`
 *
 * @param decoder - gets all that has been written, from the start token on.
 * @param count - N, how many sentences are written side by side.
 * @param length - T, how many tokens each has at most, the end token included.
 * @returns `[N, T]` without the start token; behind an end token everything is padding.
 */
export function greedyDecode(decoder: Decoder, count: number, length: number): Tensor {
  throw new NotStarted();
}

/**
 * Learns to translate from pairs of sentences.
 *
 * How is up to you: a decoder alone, or an encoder and a decoder, the number of layers and features, how the weights start, the
 * optimiser, the schedule, the size of the batches and when to stop.
 *
 * @param sources - `[N, S]`, padding, the start token, and words; they end in the last column. 40 or 500 pairs.
 * @param targets - `[N, T]`, words, then padding.
 * @param random - the source of all chance.
 * @returns a translator for sources like these. It takes 6 seconds at most.
 * @see Vaswani et al., Attention is all you need (2017), section 5, for the training; Liu et al., Generating Wikipedia by
 *   summarizing long sequences (2018), section 4.2.3, for a decoder alone.
 */
export function trainTransformer(sources: Tensor, targets: Tensor, random: Random): Translator {
  throw new NotStarted();
}
