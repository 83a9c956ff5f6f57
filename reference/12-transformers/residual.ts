// Sublayers and the residual connection around each of them, which all layers of a Transformer are made of.

import type { Tensor } from "#tensor";
import type { Pass } from "#reference/07-backprop/pass.ts";
import { layerNorm, layerNormBackward } from "#reference/09-initialisation-and-regularisation/layer-norm.ts";

/** Scale γ `[D]` and shift β `[D]` of a layer normalisation. */
export interface NormParameters {
  readonly gamma: Tensor;
  readonly beta: Tensor;
}

/** Where layer normalisation stands: `"post"`, behind each residual connection, or `"pre"`, before each sublayer. */
export type NormPlace = "post" | "pre";

/** What a residual connection leads around, with the gradients of its input and of whatever else it depends on. */
export type Sublayer<Gradients extends { readonly gradInput: Tensor }> = (x: Tensor) => Pass<Gradients>;

export interface ResidualGradients<Gradients> {
  readonly gradInput: Tensor;
  readonly gradNorm: NormParameters;
  readonly sublayer: Gradients;
}

/**
 * Post-norm: `y = norm(x + f(x))`. Pre-norm: `y = x + f(norm(x))`.
 *
 * The gradient splits in two where the connection leaves, one part for each way, and they add up where it started.
 */
export function residual<Gradients extends { readonly gradInput: Tensor }>(
  x: Tensor,
  f: Sublayer<Gradients>,
  norm: NormParameters,
  place: NormPlace,
): Pass<ResidualGradients<Gradients>> {
  const inner = f(place === "post" ? x : normalise(x, norm));
  const sum = x.add(inner.output);
  if (place === "post") {
    return {
      output: normalise(sum, norm),
      backward: (gradOutput) => {
        const { gradInput: gradSum, gradNorm } = normaliseBackward(sum, norm, gradOutput);
        const sublayer = inner.backward(gradSum);
        return { gradInput: gradSum.add(sublayer.gradInput), gradNorm, sublayer };
      },
    };
  }
  return {
    output: sum,
    backward: (gradOutput) => {
      const sublayer = inner.backward(gradOutput);
      const { gradInput, gradNorm } = normaliseBackward(x, norm, sublayer.gradInput);
      return { gradInput: gradOutput.add(gradInput), gradNorm, sublayer };
    },
  };
}

export function normalise(x: Tensor, { gamma, beta }: NormParameters): Tensor {
  return layerNorm(x, gamma, beta);
}

export function normaliseBackward(x: Tensor, { gamma, beta }: NormParameters, gradOutput: Tensor) {
  const { gradInput, gradGamma, gradBeta } = layerNormBackward(x, gamma, beta, gradOutput);
  return { gradInput, gradNorm: { gamma: gradGamma, beta: gradBeta } };
}
