import { ones, Random, tensor, zeros, type Tensor } from "#tensor";
import type { EncoderLayerParameters } from "#reference/12-transformers/encoder-layer.ts";
import type { ClassifierOptions, EncoderParameters } from "#reference/12-transformers/fine-tune.ts";

type Module = typeof import("#reference/12-transformers/fine-tune.ts");

/** An encoder of two layers, as a record of tensors. */
export interface TwoLayers {
  readonly tokenEmbedding: Tensor;
  readonly positionEmbedding: Tensor;
  readonly bottom: EncoderLayerParameters;
  readonly top: EncoderLayerParameters;
}

interface Classifier extends TwoLayers {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

const asList = ({ bottom, top, ...rest }: TwoLayers): EncoderParameters => ({ ...rest, layers: [bottom, top] });

const classifierOf = ({ weight, bias, ...encoder }: Classifier) => ({ encoder: asList(encoder), weight, bias });

export function logits(
  { classify }: Module,
  first: Tensor,
  second: Tensor,
  parameters: Classifier,
  options?: ClassifierOptions,
): Tensor {
  return classify(first, second, classifierOf(parameters), options);
}

export function logitsBackward(
  { classifyBackward }: Module,
  first: Tensor,
  second: Tensor,
  parameters: Classifier,
  gradOutput: Tensor,
  options?: ClassifierOptions,
) {
  const { gradParameters } = classifyBackward(first, second, classifierOf(parameters), gradOutput, options);
  const { encoder, weight, bias } = gradParameters;
  const { layers, ...embeddings } = encoder;
  return { gradParameters: { ...embeddings, bottom: layers[0], top: layers[1], weight, bias } };
}

/**
 * Which parts of an encoder of two layers are no longer, bit for bit, what they were: token embedding, position embedding, first layer,
 * second layer; whether the encoder that was handed over is; and how many layers there are.
 *
 * @param frozen - with 0 the option is left out, since that is to mean the same.
 */
export function whatMoves({ fineTune }: Module, frozen: number): Tensor {
  const random = new Random(5);
  const pretrained = smallEncoder(random);
  const before = partsOf(pretrained);
  const [first, second] = [tokens(random), tokens(random)];
  const labels = tensor([1, 1, 0, 1, 0, 1]);
  const options = frozen === 0 ? { heads: 2 } : { frozen, heads: 2 };
  const { encoder } = fineTune(pretrained, first, second, labels, random, options);
  const differs = (after: readonly number[][], part: number): number =>
    Number(after[part]?.some((value, index) => !Object.is(value, before[part]![index])) ?? true);
  const [after, handedOver] = [partsOf(encoder), partsOf(pretrained)];
  return tensor([
    ...[0, 1, 2, 3].map((part) => differs(after, part)),
    Math.max(...[0, 1, 2, 3].map((part) => differs(handedOver, part))),
    encoder.layers.length,
  ]);
}

const tokens = (random: Random): Tensor =>
  tensor(Array.from({ length: 6 }, () => [0, 1, 2].map(() => random.integer(0, 5))));

function smallEncoder(random: Random): EncoderParameters {
  const weight = (outputs: number, inputs: number) => random.normal([outputs, inputs], 0, 0.5);
  const norm = { gamma: ones([4]), beta: zeros([4]) };
  const layer = () => ({
    attention: {
      weightQuery: weight(4, 4),
      biasQuery: zeros([4]),
      weightKey: weight(4, 4),
      biasKey: zeros([4]),
      weightValue: weight(4, 4),
      biasValue: zeros([4]),
      weightOutput: weight(4, 4),
      biasOutput: zeros([4]),
    },
    attentionNorm: norm,
    feedForward: {
      weightHidden: weight(6, 4),
      biasHidden: zeros([6]),
      weightOutput: weight(4, 6),
      biasOutput: zeros([4]),
    },
    feedForwardNorm: norm,
  });
  return { tokenEmbedding: weight(5, 4), positionEmbedding: weight(3, 4), layers: [layer(), layer()] };
}

/** The numbers of both embeddings and both layers, copied. */
function partsOf({ tokenEmbedding, positionEmbedding, layers }: EncoderParameters): number[][] {
  return [tokenEmbedding, positionEmbedding, ...layers].map(numbersIn);
}

function numbersIn(part: unknown): number[] {
  if (part !== null && typeof part === "object" && "data" in part) return [...(part as Tensor).data];
  return Object.keys(part as object)
    .toSorted()
    .flatMap((name) => numbersIn((part as { readonly [name: string]: unknown })[name]));
}

/** Fine-tunes the whole encoder on some pairs and gives the logits of others. */
export function learn(
  { classify, fineTune }: Module,
  pretrained: TwoLayers,
  first: Tensor,
  second: Tensor,
  labels: Tensor,
  testFirst: Tensor,
  testSecond: Tensor,
  random: Random,
): Tensor {
  const parameters = fineTune(asList(pretrained), first, second, labels, random, { heads: 2 });
  return classify(testFirst, testSecond, parameters, { heads: 2 });
}
