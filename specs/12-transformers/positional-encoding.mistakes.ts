import { arange, concatenate, stack, zeros, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  learnedEncoding,
  learnedEncodingBackward,
  rotaryEncoding,
  rotaryEncodingBackward,
  sinusoidalEncoding,
} from "#reference/12-transformers/positional-encoding.ts";

type Module = typeof import("#reference/12-transformers/positional-encoding.ts");

/** Sines and cosines of other angles, or in other places. */
function sinusoidalWith(
  angle: (position: number, column: number, features: number, base: number) => number,
  waves: readonly [(angle: number) => number, (angle: number) => number] = [Math.sin, Math.cos],
): Pick<Module, "sinusoidalEncoding"> {
  return {
    sinusoidalEncoding: (positions, features, options = {}) => {
      sinusoidalEncoding(positions, features, options); // refuses what does not fit
      const columns = Array.from({ length: features }, (_, column) =>
        positions.map((p) => waves[column % 2]!(angle(p, column, features, options.base ?? 10_000))),
      );
      return stack(columns, -1);
    },
  };
}

const rightAngle = (p: number, column: number, features: number, base: number): number =>
  p / base ** ((column - (column % 2)) / features);

interface Rotation {
  /** The angle of pair i of row t. */
  readonly angle?: (t: number, start: number, i: number, features: number, base: number) => number;
  readonly pair?: (a: Tensor, b: Tensor, cos: Tensor, sin: Tensor) => readonly [Tensor, Tensor];
  /** Which axis counts positions, in rows of `[·, T, D/2]`. */
  readonly halves?: boolean;
}

const turned = (a: Tensor, b: Tensor, cos: Tensor, sin: Tensor): readonly [Tensor, Tensor] => [
  a.mul(cos).sub(b.mul(sin)),
  a.mul(sin).add(b.mul(cos)),
];

function rotaryWith(change: Rotation): Pick<Module, "rotaryEncoding"> {
  return {
    rotaryEncoding: (input, options = {}) => {
      const { base = 10_000, start = 0 } = options;
      const [length, features] = [input.shape.at(-2)!, input.shape.at(-1)!];
      const angle = change.angle ?? ((t, from, i, width, power) => (from + t) * power ** ((-2 * i) / width));
      const rows = Array.from({ length }, (_, t) =>
        arange(features / 2).map((i) => angle(t, start, i, features, base)),
      );
      const [cos, sin] = [stack(rows).map(Math.cos), stack(rows).map(Math.sin)];
      const half = features / 2;
      const flat = input.reshape([-1, length, features]);
      const pairs = input.reshape([-1, length, half, 2]);
      const [a, b] = change.halves
        ? [flat.slice(null, null, [0, half]), flat.slice(null, null, [half, features])]
        : [pairs.slice(null, null, null, 0), pairs.slice(null, null, null, 1)];
      const both = (change.pair ?? turned)(a, b, cos, sin);
      return (change.halves ? concatenate(both, -1) : stack(both, -1)).reshape(input.shape);
    },
  };
}

export default mistakes<Module>({
  "sines and cosines exchanged": {
    looksLike: "The even columns hold cosines and the odd ones sines.",
    reread: "PE[p, 2i] = sin(…), PE[p, 2i + 1] = cos(…)",
    ...sinusoidalWith(rightAngle, [Math.cos, Math.sin]),
  },
  "all sines first": {
    looksLike: "The first half of the columns holds the sines and the second half the cosines.",
    reread: "PE[p, 2i] and PE[p, 2i + 1]: side by side",
    sinusoidalEncoding: (positions, features, options) => {
      const right = sinusoidalEncoding(positions, features, options);
      const even = Array.from({ length: features / 2 }, (_, i) => 2 * i);
      return right.gather([...even, ...even.map((column) => column + 1)], -1);
    },
  },
  "a speed for each column": {
    looksLike: "Each column has a speed of its own, base^(−j/D) for column j, so sine and cosine are no pair.",
    reread: "PE[p, 2i + 1] = cos(p / base^(2i/D)): the same 2i as in the sine",
    ...sinusoidalWith((p, column, features, base) => p / base ** (column / features)),
  },
  "speeds that fall by half the exponent": {
    looksLike: "The exponent is i/D for pair i, not 2i/D: the slowest wave is √base long.",
    reread: "base^(2i/D)",
    ...sinusoidalWith((p, column, features, base) => p / base ** (Math.floor(column / 2) / features)),
  },
  "speeds that fall by twice the exponent": {
    looksLike: "The exponent has 2j in it for the column j, where j is already 2i.",
    reread: "base^(2i/D), i the number of the pair",
    ...sinusoidalWith((p, column, features, base) => p / base ** ((2 * (column - (column % 2))) / features)),
  },
  "speeds that grow": {
    looksLike: "Positions are multiplied by base^(2i/D), not divided.",
    reread: "p / base^(2i/D)",
    ...sinusoidalWith((p, column, features, base) => p * base ** ((column - (column % 2)) / features)),
  },
  "positions counted from 1": {
    looksLike: "Every position is encoded as the one after it.",
    reread: "p / base^(2i/D), with p as it is given",
    ...sinusoidalWith((p, ...rest) => rightAngle(p + 1, ...rest)),
  },
  "base always 10000": {
    looksLike: "The option base changes nothing.",
    reread: "base: the wavelengths grow from 2π to base · 2π",
    sinusoidalEncoding: (positions, features) => sinusoidalEncoding(positions, features),
    rotaryEncoding: (input, { start = 0 } = {}) => rotaryEncoding(input, { start }),
  },
  "sines only": {
    looksLike: "Both columns of a pair hold the sine.",
    reread: "PE[p, 2i + 1] = cos(…)",
    ...sinusoidalWith(rightAngle, [Math.sin, Math.sin]),
  },
  "odd features taken": {
    looksLike: "An odd number of features gives numbers instead of an error; its last sine has no cosine.",
    reread: "@throws RangeError - when D is odd",
    sinusoidalEncoding: (positions, features, options) => {
      const wide = sinusoidalEncoding(positions, features + (features % 2), options);
      return wide.gather(arange(features), -1);
    },
  },
  "first row everywhere": {
    looksLike: "Row 0 of the table is added at every position.",
    reread: "y_t = x_t + P_t",
    learnedEncoding: (input, weight) => learnedEncoding(input, weight).mul(0).add(input).add(weight.slice(0)),
  },
  "rows by sequence": {
    looksLike: "Row n of the table is added to sequence n, as if the batch counted positions.",
    reread: "y_t = x_t + P_t",
    learnedEncoding: (input, weight) => {
      learnedEncoding(input, weight); // refuses what does not fit
      const rows = Array.from({ length: input.shape[0]! }, (_, n) => weight.slice(n % weight.shape[0]!));
      return input.add(stack(rows).expandDims(1));
    },
  },
  "positions counted from the end": {
    looksLike: "The last rows of the table are added, not the first.",
    reread: "y_t = x_t + P_t, t from 0",
    learnedEncoding: (input, weight) => {
      learnedEncoding(input, weight); // refuses what does not fit
      return input.add(weight.slice([weight.shape[0]! - input.shape[1]!, weight.shape[0]!]));
    },
  },
  "position in place of the input": {
    looksLike: "The rows of the table come back without what stands at the positions.",
    reread: "y_t = x_t + P_t",
    learnedEncoding: (input, weight) => learnedEncoding(input.mul(0), weight),
  },
  "table gone round": {
    looksLike: "Where the table ends it starts again, instead of an error.",
    reread: "@throws RangeError - when T is larger than L",
    learnedEncoding: (input, weight) =>
      input.add(weight.gather(arange(input.shape[1]!).map((t) => t % weight.shape[0]!))),
  },
  "table's gradient averaged": {
    looksLike: "The gradient of the table is the average over the batch, not the sum.",
    reread: "dL/dP_t = Σ_n dL/dy_nt",
    learnedEncodingBackward: (input, weight, gradOutput) => {
      const right = learnedEncodingBackward(input, weight, gradOutput);
      return { ...right, gradWeight: right.gradWeight.div(input.shape[0]!) };
    },
  },
  "table's gradient of the first sequence": {
    looksLike: "The gradient of the table is that of the first sequence alone; all sequences use it.",
    reread: "dL/dP_t = Σ_n dL/dy_nt",
    learnedEncodingBackward: (input, weight, gradOutput) => ({
      ...learnedEncodingBackward(input, weight, gradOutput.slice([0, 1])),
      gradInput: gradOutput,
    }),
  },
  "gradient for rows behind the end": {
    looksLike: "Rows of the table that no position uses have a gradient.",
    reread: "0 for positions behind the end",
    learnedEncodingBackward: (input, weight, gradOutput) => {
      const sums = gradOutput.sum(0);
      const rows = Array.from({ length: weight.shape[0]! }, (_, t) => sums.slice(t % input.shape[1]!));
      return { gradInput: gradOutput, gradWeight: stack(rows) };
    },
  },
  "no gradient for the input": {
    looksLike: "The input gets no gradient, as if only the table were added.",
    reread: "dL/dx = dL/dy",
    learnedEncodingBackward: (input, weight, gradOutput) => ({
      ...learnedEncodingBackward(input, weight, gradOutput),
      gradInput: zeros(input.shape),
    }),
  },
  "turned the other way": {
    looksLike: "The pairs are turned by −p θ: the signs of the sines are exchanged.",
    reread: "R(α) = (cos α, −sin α; sin α, cos α)",
    ...rotaryWith({ pair: (a, b, cos, sin) => turned(a, b, cos, sin.neg()) }),
  },
  "both sines with one sign": {
    looksLike: "Both coordinates add the sine; one has to subtract it, or lengths change.",
    reread: "R(α) = (cos α, −sin α; sin α, cos α)",
    ...rotaryWith({ pair: (a, b, cos, sin) => [a.mul(cos).add(b.mul(sin)), a.mul(sin).add(b.mul(cos))] }),
  },
  "second coordinate from the turned first": {
    looksLike: "The first coordinate is overwritten before the second one is worked out from it.",
    reread: "(y_2i, y_2i+1) = R(p θ_i) (x_2i, x_2i+1), both from x",
    ...rotaryWith({
      pair: (a, b, cos, sin) => {
        const first = a.mul(cos).sub(b.mul(sin));
        return [first, first.mul(sin).add(b.mul(cos))];
      },
    }),
  },
  "halves paired": {
    looksLike: "Feature i is paired with feature i + D/2, as in GPT-NeoX and Llama.",
    reread: "(x_2i, x_2i+1): neighbours",
    ...rotaryWith({ halves: true }),
  },
  "one speed for all pairs": {
    looksLike: "All pairs turn by the same angle.",
    reread: "θ_i = base^(−2i/D)",
    ...rotaryWith({ angle: (t, start) => start + t }),
  },
  "pairs that slow down by half the exponent": {
    looksLike: "The exponent is −i/D for pair i, not −2i/D.",
    reread: "θ_i = base^(−2i/D)",
    ...rotaryWith({ angle: (t, start, i, features, base) => (start + t) * base ** (-i / features) }),
  },
  "rows counted from 1": {
    looksLike: "Row 0 is turned as if it stood at position 1.",
    reread: "row t has p = start + t",
    ...rotaryWith({ angle: (t, start, i, features, base) => (start + t + 1) * base ** ((-2 * i) / features) }),
  },
  "start ignored": {
    looksLike: "Positions begin at 0 whatever start says, so with a cache each new word stands at position 0.",
    reread: "row t has p = start + t",
    ...rotaryWith({ angle: (t, _, i, features, base) => t * base ** ((-2 * i) / features) }),
  },
  "gradient turned forward": {
    looksLike: "The gradient is turned by the same angle as the input, not back.",
    reread: "dL/dx = R(−pθ) dL/dy",
    rotaryEncodingBackward: (_, gradOutput, options) => rotaryEncoding(gradOutput, options),
  },
  "gradient not turned": {
    looksLike: "The gradient comes back as it is, as if the encoding were added.",
    reread: "dL/dx = R(−pθ) dL/dy",
    rotaryEncodingBackward: (_, gradOutput) => gradOutput,
  },
  "start ignored on the way back": {
    looksLike: "The gradient is turned back from positions that begin at 0.",
    reread: "options: as in the forward pass",
    rotaryEncodingBackward: (input, gradOutput, { base = 10_000 } = {}) =>
      rotaryEncodingBackward(input, gradOutput, { base }),
  },
});
