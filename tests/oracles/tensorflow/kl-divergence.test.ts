import { beforeAll, describe, it } from "vitest";
import {
  gaussianKlDivergence,
  gaussianKlDivergenceBackward,
  klDivergence,
  klDivergenceBackward,
} from "#reference/03-losses/kl-divergence.ts";
import type { Tensor } from "#tensor";
import { differentiate, draws, expectAgreement, loadTensorFlow, type TensorFlow, type TfTensor } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

// TensorFlow.js has no divergence among its differentiable losses; both are built here from smaller operations.
describe("divergences agree with TensorFlow.js", () => {
  it("between rows of probabilities: values and the gradients of both", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const shape = [drawn.size(2), drawn.size(2)];
      const [p, q, gradOutput] = [drawn.probabilities(shape), drawn.probabilities(shape), drawn.tensor([shape[0]!])];
      const oracle = (a: TfTensor, b: TfTensor): TfTensor => a.mul(a.div(b).log()).sum(1);
      const expected = differentiate(tf, oracle, [p, q], gradOutput);
      const { gradP, gradQ } = klDivergenceBackward(p, q, gradOutput, { reduction: "none" });
      expectAgreement(`klDivergence (seed ${seed})`, klDivergence(p, q, { reduction: "none" }), expected.value);
      expectAgreement(`gradP (seed ${seed})`, gradP, expected.gradients[0]!);
      expectAgreement(`gradQ (seed ${seed})`, gradQ, expected.gradients[1]!);
    }
  });

  it("between normal variables: values and the gradients of means and variances", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const shape = [drawn.size(2), drawn.size(2)];
      const inputs = Array.from({ length: 4 }, () => drawn.tensor(shape, -2, 2)) as [Tensor, Tensor, Tensor, Tensor];
      const [p, q] = [
        { mean: inputs[0], logVariance: inputs[1] },
        { mean: inputs[2], logVariance: inputs[3] },
      ];
      const gradOutput = drawn.tensor([shape[0]!]);
      const oracle = (m: TfTensor, v: TfTensor, n: TfTensor, w: TfTensor): TfTensor => {
        const spread = v.exp().add(m.sub(n).square()).div(w.exp());
        return w.sub(v).add(spread).sub(1).sum(1).div(2);
      };
      const expected = differentiate(tf, oracle, inputs, gradOutput);
      const { gradP, gradQ } = gaussianKlDivergenceBackward(p, q, gradOutput, { reduction: "none" });
      expectAgreement(`value (seed ${seed})`, gaussianKlDivergence(p, q, { reduction: "none" }), expected.value);
      const own = {
        "p.mean": gradP.mean,
        "p.logVariance": gradP.logVariance,
        "q.mean": gradQ.mean,
        "q.logVariance": gradQ.logVariance,
      };
      for (const [index, [name, gradient]] of Object.entries(own).entries()) {
        expectAgreement(`gradient of ${name} (seed ${seed})`, gradient, expected.gradients[index]!);
      }
    }
  });
});
