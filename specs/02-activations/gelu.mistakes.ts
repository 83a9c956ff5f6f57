import { ones, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { erf } from "#reference/02-activations/erf.ts";
import { gelu, geluBackward } from "#reference/02-activations/gelu.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { silu } from "#reference/02-activations/silu.ts";

const chance = (x: Tensor): Tensor => x.map((value) => (1 + erf(value / Math.SQRT2)) / 2);
const density = (x: Tensor): Tensor =>
  x
    .square()
    .div(-2)
    .exp()
    .div(Math.sqrt(2 * Math.PI));

/** The definition done another way; the approximation stays right. */
function definition(f: (x: Tensor) => Tensor): typeof gelu {
  return (x, { approximate = "none" } = {}) => (approximate === "none" ? f(x) : gelu(x, { approximate }));
}

/** The approximation with another u(x); the definition stays right. */
function approximation(u: (x: Tensor) => Tensor): typeof gelu {
  return (x, { approximate = "none" } = {}) => (approximate === "none" ? gelu(x) : x.mul(u(x).tanh().add(1)).div(2));
}

/** The slope of the definition done another way; that of the approximation stays right. */
function definitionSlope(slope: (x: Tensor) => Tensor): typeof geluBackward {
  return (x, gradOutput, { approximate = "none" } = {}) =>
    approximate === "none" ? gradOutput.mul(slope(x)) : geluBackward(x, gradOutput, { approximate });
}

export default mistakes<typeof import("#reference/02-activations/gelu.ts")>({
  "tanh form for the definition": {
    looksLike: "The tanh form is computed although the definition was asked for; they differ by up to 4.7e-4.",
    reread: 'gelu(x) = x Φ(x), Φ(x) = ½ (1 + erf(x / √2)) unless approximate is "tanh"',
    gelu: (x) => gelu(x, { approximate: "tanh" }),
  },
  "sigmoid form": {
    looksLike: "x σ(1.702 x) is computed, a rougher approximation, off by up to 0.02.",
    reread: "gelu(x) = x Φ(x), Φ(x) = ½ (1 + erf(x / √2))",
    gelu: definition((x) => x.mul(sigmoid(x.mul(1.702)))),
  },
  silu: {
    looksLike: "x is weighted by its sigmoid, as in SiLU, not by the normal distribution.",
    reread: "gelu(x) = x Φ(x), Φ(x) = ½ (1 + erf(x / √2))",
    gelu: definition(silu),
  },
  "no root of two": {
    looksLike: "erf(x) is used where erf(x / √2) belongs: the normal distribution gets too narrow.",
    reread: "Φ(x) = ½ (1 + erf(x / √2))",
    gelu: definition((x) => x.mul(x.map((value) => (1 + erf(value)) / 2))),
  },
  "half missing": {
    looksLike: "The result is twice too large: the factor ½ of Φ is missing.",
    reread: "Φ(x) = ½ (1 + erf(x / √2))",
    gelu: (x, options = {}) => gelu(x, options).mul(2),
  },
  "definition for the tanh form": {
    looksLike: "The definition is computed although the tanh form was asked for: the option is ignored.",
    reread: 'approximate: "tanh": Φ(x) ≈ ½ (1 + tanh u(x))',
    gelu: (x) => gelu(x),
  },
  "square for cube": {
    looksLike: "In u(x) the small term holds x², not x³: it pushes negative x to the wrong side.",
    reread: "u(x) = √(2/π) (x + 0.044715 x³)",
    gelu: approximation((x) =>
      x
        .square()
        .mul(0.044715)
        .add(x)
        .mul(Math.sqrt(2 / Math.PI)),
    ),
  },
  "bracket forgotten": {
    looksLike: "In u(x) only x is multiplied by √(2/π), not the cube.",
    reread: "u(x) = √(2/π) (x + 0.044715 x³)",
    gelu: approximation((x) => x.mul(Math.sqrt(2 / Math.PI)).add(x.pow(3).mul(0.044715))),
  },
  "chance alone": {
    looksLike: "gradOutput is multiplied by Φ(x) alone, as if Φ did not depend on x.",
    reread: "dL/dx = dL/dy · (Φ(x) + x Φ'(x)): two terms",
    geluBackward: definitionSlope(chance),
  },
  "density not multiplied by x": {
    looksLike: "The second term of the slope is Φ'(x); its factor x is missing.",
    reread: "dL/dx = dL/dy · (Φ(x) + x Φ'(x))",
    geluBackward: definitionSlope((x) => chance(x).add(density(x))),
  },
  "density without its root": {
    looksLike: "The density is exp(−x²/2) without the divisor √(2π).",
    reread: "Φ'(x) = exp(−x²/2) / √(2π)",
    geluBackward: definitionSlope((x) => chance(x).add(x.mul(density(x)).mul(Math.sqrt(2 * Math.PI)))),
  },
  "slope of the definition for the tanh form": {
    looksLike: "The slope of the definition is used for the tanh form: it belongs to another curve.",
    reread: 'approximate: "tanh": dL/dx = dL/dy · (½ (1 + tanh u) + ½ x (1 − tanh² u) u\')',
    geluBackward: (x, gradOutput) => geluBackward(x, gradOutput),
  },
  "upstream gradient ignored": {
    looksLike: "The slope of gelu is returned without gradOutput: the chain rule's second factor is missing.",
    reread: "dL/dx = dL/dy · (Φ(x) + x Φ'(x))",
    geluBackward: (x, _, options = {}) => geluBackward(x, ones(x.shape), options),
  },
});
