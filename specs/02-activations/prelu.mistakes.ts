import { full, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { prelu, preluBackward } from "#reference/02-activations/prelu.ts";

/** The reference's gradients, but for the slope: its gradient is the sum of what `share` says each entry brings. */
function withSlopeGradient(share: (input: Tensor, gradOutput: Tensor) => Tensor): typeof preluBackward {
  return (input, slope, gradOutput) => {
    const { gradInput } = preluBackward(input, slope, gradOutput);
    return { gradInput, gradSlope: sumForEach(slope, share(input, gradOutput)) };
  };
}

/** The reference's own sum: where every x is −1, it adds up −gradOutput. */
function sumForEach(slope: Tensor, shares: Tensor): Tensor {
  return preluBackward(full(shares.shape, -1), slope, shares.neg()).gradSlope;
}

export default mistakes<typeof import("#reference/02-activations/prelu.ts")>({
  "maximum of the two lines": {
    looksLike: "The larger of x and a x is taken, which is right only for slopes up to 1.",
    reread: "prelu(x) = x where x > 0, a x elsewhere, whatever a is",
    // Where x is negative prelu gives a x; the sign takes that over to the other side.
    prelu: (input, slope) => input.maximum(prelu(input.abs().neg(), slope).mul(input.sign().neg())),
  },
  "slope on the wrong side": {
    looksLike: "The slope is applied where x is positive.",
    reread: "prelu(x) = x where x > 0, a x elsewhere",
    prelu: (input, slope) => prelu(input.neg(), slope).neg(),
  },
  "one slope for all": {
    looksLike: "The first channel's slope is used for every channel.",
    reread: "slope: a, [C], one for each channel along axis 1",
    prelu: (input, slope) => prelu(input, slope.reshape([-1]).slice([0, 1])),
  },
  "slope along the last axis": {
    looksLike: "The slopes run along the last axis, as when [C] broadcasts by itself; channels lie along axis 1.",
    reread: "input: [N, C, ...], channels along axis 1",
    prelu: (input, slope) => where(input.greater(0), input, input.mul(slope)),
  },
  "positive entries count for the slope": {
    looksLike: "The slope's gradient is summed over all entries, also where x is positive and the slope has no part.",
    reread: "dL/da = Σ dL/dy · (0 where x > 0, x elsewhere)",
    preluBackward: withSlopeGradient((input, gradOutput) => gradOutput.mul(input)),
  },
  "input missing in the slope's gradient": {
    looksLike: "The gradient for the slope is the sum of gradOutput where x is not positive; the factor x is missing.",
    reread: "dL/da = Σ dL/dy · (0 where x > 0, x elsewhere)",
    preluBackward: withSlopeGradient((input, gradOutput) => gradOutput.mul(input.lessEqual(0))),
  },
  "averaged, not summed": {
    looksLike: "The gradient for the slope is an average over its entries, not their sum.",
    reread: "dL/da = Σ dL/dy · (0 where x > 0, x elsewhere): a sum",
    preluBackward: (input, slope, gradOutput) => {
      const { gradInput, gradSlope } = preluBackward(input, slope, gradOutput);
      return { gradInput, gradSlope: gradSlope.mul(slope.size / input.size) };
    },
  },
  "input cut instead of leaking": {
    looksLike: "The gradient for the input is 0 where x is negative, as for a plain ReLU.",
    reread: "dL/dx = dL/dy · (1 where x > 0, a elsewhere)",
    preluBackward: (input, slope, gradOutput) => ({
      ...preluBackward(input, slope, gradOutput),
      gradInput: where(input.greater(0), gradOutput, 0),
    }),
  },
  "upstream gradient ignored": {
    looksLike: "The slopes are returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · (1 where x > 0, a elsewhere)",
    preluBackward: (input, slope) => preluBackward(input, slope, full(input.shape, 1)),
  },
});
