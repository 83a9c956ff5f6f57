// Sublayers and the residual connection around each of them, which all layers of a Transformer are made of.

import type { Tensor } from "#tensor";
import { layerNorm, layerNormBackward } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";

/** Scale γ `[D]` and shift β `[D]` of a layer normalisation. */
export interface NormParameters {
  readonly gamma: Tensor;
  readonly beta: Tensor;
}

/** Where layer normalisation stands: `"post"`, behind each residual connection, or `"pre"`, before each sublayer. */
export type NormPlace = "post" | "pre";

/** What a residual connection leads around, with the gradients of its input and of whatever else it depends on. */
export interface Sublayer<Gradients extends { readonly gradInput: Tensor }> {
  readonly forward: (x: Tensor) => Tensor;
  readonly backward: (x: Tensor, gradOutput: Tensor) => Gradients;
}

/** Post-norm: `y = norm(x + f(x))`. Pre-norm: `y = x + f(norm(x))`. */
export function residual(
  x: Tensor,
  { forward }: Pick<Sublayer<never>, "forward">,
  norm: NormParameters,
  place: NormPlace,
) {
  return place === "post" ? normalise(x.add(forward(x)), norm) : x.add(forward(normalise(x, norm)));
}

/** The gradient splits in two where the connection leaves, one part for each way, and they add up where it started. */
export function residualBackward<Gradients extends { readonly gradInput: Tensor }>(
  x: Tensor,
  { forward, backward }: Sublayer<Gradients>,
  norm: NormParameters,
  place: NormPlace,
  gradOutput: Tensor,
) {
  if (place === "post") {
    const { gradInput: gradSum, gradNorm } = normaliseBackward(x.add(forward(x)), norm, gradOutput);
    const sublayer = backward(x, gradSum);
    return { gradInput: gradSum.add(sublayer.gradInput), gradNorm, sublayer };
  }
  const sublayer = backward(normalise(x, norm), gradOutput);
  const { gradInput, gradNorm } = normaliseBackward(x, norm, sublayer.gradInput);
  return { gradInput: gradOutput.add(gradInput), gradNorm, sublayer };
}

export function normalise(x: Tensor, { gamma, beta }: NormParameters): Tensor {
  return layerNorm(x, gamma, beta);
}

export function normaliseBackward(x: Tensor, { gamma, beta }: NormParameters, gradOutput: Tensor) {
  const { gradInput, gradGamma, gradBeta } = layerNormBackward(x, gamma, beta, gradOutput);
  return { gradInput, gradNorm: { gamma: gradGamma, beta: gradBeta } };
}
