import { ShapeError, tensor, zeros, type Random, type Tensor } from "#tensor";
import { sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { accuracy } from "#reference/06-metrics/accuracy.ts";
import { f1Score } from "#reference/06-metrics/f1.ts";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { embedding, embeddingBackward } from "#reference/11-recurrent-networks/embedding.ts";
import type { EncoderLayerOptions, EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import { layerStack } from "#reference/12-transformers/layer-stack.ts";
import { linear, linearBackward } from "#reference/12-transformers/linear.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";

/** What is pretrained: a bidirectional encoder. */
export interface EncoderParameters {
  /** `[V, D]` E, a row for each token. */
  readonly tokenEmbedding: Tensor;
  /** `[L, D]` P, a row for each position that a sentence may have. */
  readonly positionEmbedding: Tensor;
  readonly layers: readonly EncoderLayerParameters[];
}

/** The encoder, and on it a new head of two classes. */
export interface ClassifierParameters {
  readonly encoder: EncoderParameters;
  /** `[2, D]` W. */
  readonly weight: Tensor;
  /** `[2]` b. */
  readonly bias: Tensor;
}

export interface ClassifierGradients {
  readonly gradParameters: ClassifierParameters;
}

export interface ClassifierOptions {
  /** How many heads the attention of each layer has; 1 when left out. */
  readonly heads?: number;
}

export interface FineTuneOptions extends ClassifierOptions {
  /** With k > 0 the embeddings and the first k layers stay as they are; 0, when left out: everything learns. */
  readonly frozen?: number;
}

export interface AccuracyAndF1 {
  /** `[]`. */
  readonly accuracy: Tensor;
  /** `[]`, of class 1. */
  readonly f1: Tensor;
}

/** The head is new and has far to go; the encoder has something to lose. */
const training = { steps: 80, batchSize: 16, encoderRate: 0.003, headRate: 0.1 };

/**
 * Says of two sentences whether they mean the same.
 *
 * `x_t = E[token_t] + P[t]`, through all layers, then `u = (1/T) Σ_t x_t` for the first sentence, and v for the second
 * `z = W (u − v)² + b`, the square entry by entry
 *
 * Both go through the same encoder, each by itself. Its layers are those of BERT: post-norm, with GELU, every position sees all.
 *
 * @param first - `[N, T]` tokens, integers in [0, V).
 * @param second - `[N, S]` tokens, integers in [0, V).
 * @param parameters - encoder and head.
 * @returns `[N, 2]` z, the logits of "something else" and "the same".
 * @throws ShapeError - when there are not as many second sentences as first ones.
 * @throws RangeError - when a token is not in [0, V), or a sentence is longer than L.
 * @example
 * const encoder = { tokenEmbedding: tensor([[1], [4]]), positionEmbedding: zeros([2, 1]), layers: [] };
 * const head = { weight: tensor([[2], [0]]), bias: tensor([0, 5]) };
 * classify(tensor([[1, 1]]), tensor([[0, 0]]), { encoder, ...head }) // => [[18, 5]]
 * @see Reimers & Gurevych, Sentence-BERT (2019), section 3, whose head sees u, v and |u − v|. BERT reads both sentences as
 *   one text.
 */
export function classify(
  first: Tensor,
  second: Tensor,
  parameters: ClassifierParameters,
  options: ClassifierOptions = {},
): Tensor {
  return classifierPass(first, second, parameters, options).output;
}

/**
 * Gradients of a loss with respect to the head and the encoder of {@link classify}.
 *
 * `dL/du = 2 (u − v) ∘ (dL/dz W) = −dL/dv`, `dL/dx_t = (1/T) dL/du` for every t, and back through the layers to E and P
 *
 * The encoder is used twice, so each of its gradients is the sum of two, one from each sentence.
 *
 * @param first - as in the forward pass, and so are `second`, `parameters` and `options`.
 * @param gradOutput - `[N, 2]`, dL/dz.
 * @returns gradients of the shapes of the parameters; 0 for tokens and positions that do not occur.
 */
export function classifyBackward(
  first: Tensor,
  second: Tensor,
  parameters: ClassifierParameters,
  gradOutput: Tensor,
  options: ClassifierOptions = {},
): ClassifierGradients {
  return classifierPass(first, second, parameters, options).backward(gradOutput);
}

/**
 * The two numbers that GLUE reports for MRPC, where two of three pairs are paraphrases.
 *
 * `accuracy = (1/N) Σ_n 1[ŷ_n = y_n]`, `F1 = 2 TP / (2 TP + FP + FN)` of class 1, and 0 where that is 0 / 0
 *
 * Whoever always says "paraphrase" has the accuracy 2/3 and, since nothing is missed, F1 = 0.8.
 *
 * @param predictions - ŷ, `[N]`, each 0 or 1.
 * @param labels - y, `[N]`, 1 for a paraphrase, else 0.
 * @throws ShapeError - when the two are not `[N]` with the same N, or there are no examples.
 * @throws RangeError - when an entry is neither 0 nor 1.
 * @example accuracyAndF1(tensor([1, 1, 1]), tensor([1, 0, 1])) // => { accuracy: 2 / 3, f1: 0.8 }
 * @see Wang et al., GLUE (2019), section 3.2 and table 1; Dolan & Brockett, Automatically constructing a corpus of sentential
 *   paraphrases (2005), for MRPC.
 */
export function accuracyAndF1(predictions: Tensor, labels: Tensor): AccuracyAndF1 {
  return { accuracy: accuracy(predictions, labels), f1: f1Score(predictions, labels) };
}

/**
 * Fine-tuning: goes on from a pretrained encoder, with a new head, on few labelled pairs.
 *
 * Adam on the cross-entropy of small batches. The head starts from 0 with large steps; the encoder takes small ones, or what it knows
 * would be gone before the head makes any use of it. All steps shrink to 0 towards the end.
 *
 * @param pretrained - the encoder at the start; it is not changed.
 * @param first - `[N, T]` tokens of the first sentences.
 * @param second - `[N, S]` tokens of the second sentences.
 * @param labels - `[N]`, 1 where the second says the same as the first, else 0.
 * @param random - the source of all chance.
 * @param options.frozen - k, an integer in [0, number of layers].
 * @returns encoder and head, with which {@link classify} judges pairs like these. What is frozen is bit for bit as it was.
 * @throws RangeError - when there are not `frozen` layers.
 * @see Devlin et al., BERT (2019), section 4.1; Howard & Ruder, Universal language model fine-tuning (2018), section 3.2, for a
 *   learning rate of its own for each part.
 */
export function fineTune(
  pretrained: EncoderParameters,
  first: Tensor,
  second: Tensor,
  labels: Tensor,
  random: Random,
  { frozen = 0, ...options }: FineTuneOptions = {},
): ClassifierParameters {
  expectLayers(frozen, pretrained);
  const features = pretrained.tokenEmbedding.shape[1]!;
  const { steps, batchSize, encoderRate, headRate } = training;
  const ofEncoder = new Adam({ learningRate: encoderRate });
  const ofHead = new Adam({ learningRate: headRate });
  let parameters: ClassifierParameters = { encoder: pretrained, weight: zeros([2, features]), bias: zeros([2]) };
  for (let step = 0; step < steps; step++) {
    const part = 1 - step / steps;
    const batch = random.permutation(labels.size).slice(0, batchSize);
    const pairs = [first.gather(batch), second.gather(batch)] as const;
    const { output: logits, backward } = classifierPass(...pairs, parameters, options);
    const gradLogits = sparseCrossEntropyBackward(logits, labels.gather(batch), tensor(1));
    const { encoder: gradEncoder, ...gradHead } = backward(gradLogits).gradParameters;
    const { encoder, ...head } = parameters;
    const learned = moved(learning(encoder, frozen), learning(gradEncoder, frozen), ofEncoder, part);
    const layers = [...encoder.layers.slice(0, frozen), ...learned.layers];
    parameters = { encoder: { ...encoder, ...learned, layers }, ...moved(head, gradHead, ofHead, part) };
  }
  return parameters;
}

/** {@link classify} and {@link classifyBackward} in one. */
function classifierPass(
  first: Tensor,
  second: Tensor,
  { encoder, weight, bias }: ClassifierParameters,
  options: ClassifierOptions,
): Pass<ClassifierGradients> {
  if (first.shape[0] !== second.shape[0]) {
    throw new ShapeError(
      `classify: there are ${first.shape[0]} first and ${second.shape[0]} second sentences, expected equally many. ` +
        "Each row of second belongs to the same row of first.",
    );
  }
  const [u, v] = [meanPass(first, encoder, options), meanPass(second, encoder, options)];
  const apart = u.output.sub(v.output); // [N, D]
  const squares = apart.square();
  return {
    output: linear(squares, weight, bias),
    backward: (gradOutput) => {
      const head = linearBackward(squares, weight, gradOutput);
      const gradFirst = head.gradInput.mul(apart).mul(2);
      const ofFirst = u.backward(gradFirst);
      const ofSecond = parametersToList(v.backward(gradFirst.neg()));
      const sums = parametersToList(ofFirst).map((gradient, index) => gradient.add(ofSecond[index]!));
      return {
        gradParameters: { encoder: listToParameters(sums, ofFirst), weight: head.gradWeight, bias: head.gradBias },
      };
    },
  };
}

/** What a sentence says, `[N, D]`: the mean of what the encoder makes of its words. */
function meanPass(tokens: Tensor, encoder: EncoderParameters, options: ClassifierOptions): Pass<EncoderParameters> {
  const { tokenEmbedding, positionEmbedding, layers } = encoder;
  const { output: top, backward } = layerStack(embed(tokens, encoder), layers, layerOptions(options)); // [N, T, D]
  const length = tokens.shape[1]!;
  return {
    output: top.mean(1),
    backward: (gradMean) => {
      const gradTop = gradMean.div(length).expandDims(1).broadcastTo(top.shape);
      const { gradInput, gradLayers } = backward(gradTop);
      return {
        tokenEmbedding: embeddingBackward(tokens, tokenEmbedding, gradInput),
        positionEmbedding: gradInput.sum(0).pad([
          [0, positionEmbedding.shape[0]! - length],
          [0, 0],
        ]),
        layers: gradLayers,
      };
    },
  };
}

const layerOptions = ({ heads = 1 }: ClassifierOptions): EncoderLayerOptions => ({ heads, activation: "gelu" });

function embed(tokens: Tensor, { tokenEmbedding, positionEmbedding }: EncoderParameters): Tensor {
  const [length, longest] = [tokens.shape[1]!, positionEmbedding.shape[0]!];
  if (length > longest) {
    throw new RangeError(
      `classify: a sentence has ${length} tokens, expected at most ${longest}. Each position needs its embedding.`,
    );
  }
  return embedding(tokens, tokenEmbedding).add(positionEmbedding.slice([0, length]));
}

/** The part of the encoder that is not frozen. */
function learning(encoder: EncoderParameters, frozen: number) {
  return frozen === 0 ? encoder : { layers: encoder.layers.slice(frozen) };
}

/** One step of the optimiser, of which only a part is taken. */
function moved<Parameters>(parameters: Parameters, gradients: Parameters, optimiser: Adam, part: number): Parameters {
  const before = parametersToList(parameters);
  const after = optimiser.step(before, parametersToList(gradients));
  return listToParameters(
    after.map((full, index) => before[index]!.add(full.sub(before[index]!).mul(part))),
    parameters,
  );
}

function expectLayers(frozen: number, { layers }: EncoderParameters): void {
  if (Number.isInteger(frozen) && frozen >= 0 && frozen <= layers.length) return;
  throw new RangeError(
    `fineTune: frozen is ${frozen}, expected an integer in [0, ${layers.length}]. The encoder has ${layers.length} layers.`,
  );
}
