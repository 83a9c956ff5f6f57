import { stack, Tensor } from "#tensor";
import type {
  TransformerGradients,
  TransformerOptions,
  TransformerParameters,
} from "#reference/12-transformers/transformer.ts";

type Module = typeof import("#reference/12-transformers/transformer.ts");

/** The layers of a stack as data: the same fields as one layer, each with a new first axis that counts layers. */
type Stacked = { readonly [field: string]: Tensor | Stacked };

export interface StackedParameters extends Omit<TransformerParameters, "encoder" | "decoder"> {
  readonly encoder: Stacked;
  readonly decoder: Stacked;
}

/** The logits `[N, T, W]` of a forward pass. */
export function logits(
  { transformer }: Module,
  sources: Tensor,
  targets: Tensor,
  parameters: StackedParameters,
  options?: TransformerOptions,
): Tensor {
  return transformer(sources, targets, inLayers(parameters), options);
}

/** The gradients of all parameters, in stacks again. */
export function gradients(
  { transformerBackward }: Module,
  sources: Tensor,
  targets: Tensor,
  parameters: StackedParameters,
  gradOutput: Tensor,
  options?: TransformerOptions,
): { readonly gradParameters: StackedParameters } {
  return inStacks(transformerBackward(sources, targets, inLayers(parameters), gradOutput, options));
}

/** The logits `[N, T, W]` of one step for each target, which is fed in whatever the logits say. */
export function wordByWord(
  { startDecoding, decodeStep }: Module,
  sources: Tensor,
  targets: Tensor,
  parameters: StackedParameters,
  options?: TransformerOptions,
): Tensor {
  const layers = inLayers(parameters);
  let cache = startDecoding(sources, layers, options);
  const steps = Array.from({ length: targets.shape[1]! }, (_, t) => {
    const step = decodeStep(targets.slice(null, t), layers, cache, options);
    cache = step.cache;
    return step.logits;
  });
  return stack(steps, 1);
}

/** The logits `[2, N, W]` behind the first word and each of two second ones, both from the cache behind the first. */
export function twoWays(
  { startDecoding, decodeStep }: Module,
  sources: Tensor,
  targets: Tensor,
  parameters: StackedParameters,
  options?: TransformerOptions,
): Tensor {
  const layers = inLayers(parameters);
  const { cache } = decodeStep(targets.slice(null, 0), layers, startDecoding(sources, layers, options), options);
  const ways = [1, 2].map((t) => decodeStep(targets.slice(null, t), layers, cache, options).logits);
  return stack(ways);
}

function inLayers({ encoder, decoder, ...rest }: StackedParameters): TransformerParameters {
  return {
    ...rest,
    encoder: unstack(encoder) as unknown as TransformerParameters["encoder"],
    decoder: unstack(decoder) as unknown as TransformerParameters["decoder"],
  };
}

function unstack(stacked: Stacked): Stacked[] {
  const layers = Object.values(stacked.attention as Stacked)[0] as Tensor;
  return Array.from({ length: layers.shape[0]! }, (_, index) => pick(stacked, index));
}

function pick(stacked: Stacked, index: number): Stacked {
  return mapFields(stacked, (value) => (value instanceof Tensor ? value.slice(index) : pick(value, index)));
}

function inStacks({ gradParameters }: TransformerGradients): { readonly gradParameters: StackedParameters } {
  const { encoder, decoder, ...rest } = gradParameters;
  const restacked = { encoder: restack(encoder as never), decoder: restack(decoder as never) };
  return { gradParameters: { ...rest, ...restacked } };
}

function restack(layers: readonly Stacked[]): Stacked {
  return mapFields(layers[0]!, (value, field) => {
    const values = layers.map((layer) => layer[field]!);
    return value instanceof Tensor ? stack(values as Tensor[]) : restack(values as Stacked[]);
  });
}

function mapFields(record: Stacked, change: (value: Tensor | Stacked, field: string) => Tensor | Stacked): Stacked {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, change(value, field)]));
}
