// What the known mistakes of the encoder layer and the decoder layer have in common: slips around a sublayer.

import type { Tensor } from "#tensor";
import { layerNorm, layerNormBackward } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";
import { normalise, type NormParameters } from "#reference/12-transformers/residual.ts";

export type Map = (x: Tensor) => Tensor;
/** A residual connection around a sublayer, with its norm. */
export type Connection = (x: Tensor, sublayer: Map, norm: Map) => Tensor;

export const post: Connection = (x, sublayer, norm) => norm(x.add(sublayer(x)));
export const pre: Connection = (x, sublayer, norm) => x.add(sublayer(norm(x)));

export const nothingAdded = {
  post: (x: Tensor, sublayer: Map, norm: Map): Tensor => norm(sublayer(x)),
  pre: (x: Tensor, sublayer: Map, norm: Map): Tensor => sublayer(norm(x)),
};

/** Layer normalisation without scale and shift. */
export function bareNorm(x: Tensor, { gamma, beta }: NormParameters): Tensor {
  return layerNorm(x, gamma.mul(0).add(1), beta.mul(0));
}

/** Layer normalisation with D − 1 in the variance. */
export function unbiasedNorm(x: Tensor, { gamma, beta }: NormParameters): Tensor {
  const deviation = x.variance(-1, { keepDims: true, correction: 1 }).add(1e-5).sqrt();
  const centred = x.sub(x.mean(-1, { keepDims: true }));
  return centred.div(deviation).mul(gamma).add(beta);
}

/** Normalisation over all positions of a sequence at once. */
export function sequenceNorm(x: Tensor, { gamma, beta }: NormParameters): Tensor {
  const deviation = x.variance([1, 2], { keepDims: true }).add(1e-5).sqrt();
  const centred = x.sub(x.mean([1, 2], { keepDims: true }));
  return centred.div(deviation).mul(gamma).add(beta);
}

/** Where the way back around a sublayer departs from the right one. */
export interface BackwardSlips {
  /** What goes past the sublayer, of what arrives at the sum. */
  readonly past?: (gradSum: Tensor) => Tensor;
  readonly throughNorm?: (gradInput: Tensor, gradOutput: Tensor, gamma: Tensor) => Tensor;
  readonly ofNorm?: (gradient: Tensor, positions: number) => Tensor;
}

interface Layer<Gradients> {
  readonly forward: Map;
  readonly backward: (x: Tensor, gradOutput: Tensor) => Gradients;
}

export function backAround<Gradients extends { readonly gradInput: Tensor }>(
  slips: BackwardSlips,
  x: Tensor,
  sublayer: Layer<Gradients>,
  norm: NormParameters,
  isPost: boolean,
  gradOutput: Tensor,
) {
  const past = slips.past ?? ((gradient: Tensor) => gradient);
  if (isPost) {
    const { gradInput: gradSum, gradNorm } = backThroughNorm(slips, x.add(sublayer.forward(x)), norm, gradOutput);
    const inner = sublayer.backward(x, gradSum);
    return { gradInput: past(gradSum).add(inner.gradInput), gradNorm, inner };
  }
  const inner = sublayer.backward(normalise(x, norm), gradOutput);
  const { gradInput, gradNorm } = backThroughNorm(slips, x, norm, inner.gradInput);
  return { gradInput: past(gradOutput).add(gradInput), gradNorm, inner };
}

function backThroughNorm(slips: BackwardSlips, x: Tensor, { gamma, beta }: NormParameters, gradOutput: Tensor) {
  const right = layerNormBackward(x, gamma, beta, gradOutput);
  const positions = x.size / gamma.size;
  const ofNorm = slips.ofNorm ?? ((gradient: Tensor) => gradient);
  return {
    gradInput: slips.throughNorm?.(right.gradInput, gradOutput, gamma) ?? right.gradInput,
    gradNorm: { gamma: ofNorm(right.gradGamma, positions), beta: ofNorm(right.gradBeta, positions) },
  };
}

/** A record without one of its fields. */
export function without<Name extends string>(name: Name) {
  return <Value extends { readonly [field in Name]?: unknown }>({ [name]: _, ...others }: Value): Omit<Value, Name> =>
    others;
}
