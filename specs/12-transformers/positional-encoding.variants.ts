import { concatenate, stack, Tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { learnedEncoding, rotaryEncoding } from "#reference/12-transformers/positional-encoding.ts";

/** Column by column; the speed by way of a logarithm, as most programs have it. */
function encode(positions: Tensor, features: number, base: number): Tensor {
  const columns = Array.from({ length: features }, (_, column) => {
    const speed = Math.exp((-Math.log(base) * (column - (column % 2))) / features);
    return positions.map((p) => (column % 2 === 0 ? Math.sin(p * speed) : Math.cos(p * speed)));
  });
  return stack(columns, -1);
}

/** Each row by its matrix of rotations, D × D. */
function turn(x: Tensor, base: number, start: number, sign: number): Tensor {
  const [length, features] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const rows = x.reshape([-1, length, features]);
  const turned = Array.from({ length }, (_, t) => {
    const data = new Float64Array(features * features);
    for (let i = 0; i < features; i += 2) {
      const angle = sign * (start + t) * base ** (-i / features);
      data[i * features + i] = data[(i + 1) * features + i + 1] = Math.cos(angle);
      data[i * features + i + 1] = -Math.sin(angle);
      data[(i + 1) * features + i] = Math.sin(angle);
    }
    return rows.slice(null, t).matmul(new Tensor(data, [features, features]).T);
  });
  return stack(turned, 1).reshape(x.shape);
}

export default variants<typeof import("#reference/12-transformers/positional-encoding.ts")>({
  "column by column, and rotations as matrices": {
    sinusoidalEncoding: (positions, features, { base = 10_000 } = {}) => {
      if (features % 2 === 1) throw new RangeError("features is odd");
      return encode(positions, features, base);
    },
    rotaryEncoding: (input, options = {}) => {
      rotaryEncoding(input, options); // refuses what does not fit
      return turn(input, options.base ?? 10_000, options.start ?? 0, 1);
    },
    rotaryEncodingBackward: (input, gradOutput, { base = 10_000, start = 0 } = {}) => turn(gradOutput, base, start, -1),
  },
  "sequence by sequence": {
    learnedEncoding: (input, weight) =>
      concatenate(Array.from({ length: input.shape[0]! }, (_, n) => learnedEncoding(input.slice([n, n + 1]), weight))),
    learnedEncodingBackward: (input, weight, gradOutput) => {
      const gradWeight = zeros(weight.shape);
      const features = weight.shape[1]!;
      const place = input.shape[1]! * features;
      gradOutput.data.forEach((gradient, index) => {
        gradWeight.data[index % place]! += gradient;
      });
      return { gradInput: gradOutput, gradWeight };
    },
  },
});
