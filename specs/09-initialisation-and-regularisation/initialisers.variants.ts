import { variants } from "#graders/spec/authoring.ts";
import { fans } from "#reference/09-initialisation-and-regularisation/initialisers.ts";
import { eye, type Tensor } from "#tensor";

/** The orthogonal factor of A by Householder's reflections, with R's diagonal made positive. */
function factor(matrix: Tensor): Tensor {
  const [rows, columns] = matrix.shape as [number, number];
  let [q, r] = [eye(rows), matrix];
  for (let k = 0; k < columns; k++) {
    const axis = r.slice(null, k).map((value, row) => (row < k ? 0 : value));
    const length = axis.square().sum().sqrt().item();
    const mirror = axis.map((value, row) => (row === k ? value + (value < 0 ? -length : length) : value));
    const reflect = eye(rows).sub(
      mirror
        .expandDims(1)
        .matmul(mirror.expandDims(0))
        .mul(2 / mirror.square().sum().item()),
    );
    [q, r] = [q.matmul(reflect), reflect.matmul(r)];
  }
  const signs = Array.from({ length: columns }, (_, k) => Math.sign(r.at(k, k)));
  return q.slice(null, [0, columns]).map((value, index) => value * signs[index % columns]!);
}

export default variants<typeof import("#reference/09-initialisation-and-regularisation/initialisers.ts")>({
  "another stream, and Householder's reflections": {
    xavier(shape, random, { distribution = "uniform", gain = 1 } = {}) {
      const { fanIn, fanOut } = fans(shape);
      const scale = gain * Math.sqrt(2 / (fanIn + fanOut));
      return distribution === "normal"
        ? random.normal(shape).mul(-scale)
        : random
            .uniform(shape)
            .sub(0.5)
            .mul(Math.sqrt(12) * scale);
    },
    he(shape, random, { distribution = "normal", mode = "fanIn", slope = 0 } = {}) {
      const gain = Math.sqrt(2 / (1 + slope * slope));
      const bound = gain * Math.sqrt(3 / fans(shape)[mode]);
      return distribution === "uniform"
        ? random.uniform(shape, -bound, bound).neg()
        : random.normal(shape).mul(bound / Math.sqrt(3));
    },
    orthogonal(shape, random, { gain = 1 } = {}) {
      const [rows, columns] = [shape[0]!, fans(shape).fanIn];
      const tall = factor(random.normal([Math.max(rows, columns), Math.min(rows, columns)]));
      return (rows < columns ? tall.T : tall).mul(gain).reshape(shape);
    },
    trainFrom(start, input, targets, { learningRate = 0.1, steps = 100 } = {}) {
      let { hidden, output } = start;
      const examples = input.shape[0]!;
      for (let step = 0; step < steps; step++) {
        let [gradHidden, gradOutput] = [hidden.mul(0), output.mul(0)];
        for (let n = 0; n < examples; n++) {
          const [x, y] = [input.slice(n), targets.slice(n)];
          const h = hidden.matmul(x).tanh();
          const error = output.matmul(h).sub(y);
          const back = error.matmul(output).mul(h.square().neg().add(1));
          gradOutput = gradOutput.add(error.expandDims(1).mul(h));
          gradHidden = gradHidden.add(back.expandDims(1).mul(x));
        }
        hidden = hidden.sub(gradHidden.mul(learningRate / examples));
        output = output.sub(gradOutput.mul(learningRate / examples));
      }
      return { hidden, output };
    },
  },
});
