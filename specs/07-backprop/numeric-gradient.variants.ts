import { concatenate, tensor, zeros, type Random, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { centralDifferences, relativeErrors, sideSlopes } from "#reference/07-backprop/numeric-gradient.ts";

/** In ±[0.5, 1.5]. */
const away = (random: Random, shape: readonly number[]): Tensor => {
  const v = random.uniform(shape, 0.5, 1.5);
  return v.mul(random.bernoulli(shape, 0.5).mul(2).sub(1));
};

export default variants<typeof import("#reference/07-backprop/numeric-gradient.ts")>({
  "a moved copy, the distance that was really gone, and v away from 0": {
    centralDifferences: (f, x, { step = 2 ** -17 } = {}) => {
      centralDifferences(() => 0, x, { step }); // refuses what it must
      const slopes = zeros(x.shape);
      const point = x.add(0);
      for (const [i, value] of x.data.entries()) {
        const h = step * Math.max(1, Math.abs(value));
        const [up, down] = [value + h, value - h];
        point.data[i] = up;
        const above = f(point);
        point.data[i] = down;
        slopes.data[i] = (above - f(point)) / (up - down);
        point.data[i] = value;
      }
      return slopes;
    },
    sideSlopes: (f, x, { step = 2 ** -17 } = {}) => {
      sideSlopes(() => 0, x, { step }); // refuses what it must
      const h = x.abs().maximum(1).mul(step);
      const here = f(x);
      const slopes = (sign: number): Tensor =>
        x.size === 0
          ? x
          : concatenate(
              Array.from(h.data, (size, i) => {
                const direction = x.map((_, j) => (i === j ? sign * size : 0));
                return tensor([(f(x.add(direction)) - here) / (sign * size)]);
              }),
            ).reshape(x.shape);
      return { left: slopes(-1), right: slopes(1) };
    },
    relativeErrors: (actual, measured) => {
      relativeErrors(actual, measured); // refuses what it must
      return actual.map((a, i) => {
        const d = measured.data[i]!;
        return a === d ? 0 : Math.abs(a - d) / Math.max(Math.abs(a), Math.abs(d));
      });
    },
    checkGradient: ({ forward, backward }, x, random, { tolerance = 1e-6 } = {}) => {
      const output = forward(x);
      const v = away(random, output.shape);
      const gradient = backward(x, v);
      relativeErrors(gradient, x); // refuses what it must
      const loss = (point: Tensor): number => forward(point).mul(v).sum().item();
      const slopes = centralDifferences(loss, x);
      const { left, right } = sideSlopes(loss, x);
      const rounding = 2 ** -32 * v.mul(output).abs().sum().item();
      const wrong = gradient.map((a, i) => {
        const [low, high] = [left.data[i]!, right.data[i]!].toSorted((s, t) => s - t) as [number, number];
        // The layers of the checks bend by far less than this from one side to the other.
        const jump = high - low > 1e-3;
        const allowed = tolerance * Math.max(Math.abs(a), Math.abs(slopes.data[i]!)) + rounding;
        if (jump) return a >= low - 1e-3 * (high - low) && a <= high + 1e-3 * (high - low) ? 0 : 1;
        return Math.abs(a - slopes.data[i]!) <= allowed ? 0 : 1;
      });
      return { passed: !wrong.data.includes(1), wrong };
    },
  },
});
