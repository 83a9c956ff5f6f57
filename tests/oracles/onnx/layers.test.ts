import { describe, it } from "vitest";
import { layer } from "#reference/01-neurons/neuron.ts";
import { BatchNorm } from "#reference/09-initialisation-and-regularisation/batch-norm.ts";
import { conv2d, type Conv2dOptions } from "#reference/10-convolutional-networks/conv2d.ts";
import { draws, expectAgreement, runModel, runNode } from "./runtime.ts";

describe("conv2d agrees with ONNX Runtime", () => {
  const settings: { readonly [name: string]: Conv2dOptions } = {
    "as it is by default": {},
    "with stride 2 and padding 1": { stride: 2, padding: 1 },
    "with dilation 2": { dilation: 2 },
    "in 2 groups": { groups: 2 },
    "with everything": { stride: 2, padding: 2, dilation: 2, groups: 3 },
  };

  it.each(Object.entries(settings))("%s", async (name, options) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
      const channels = drawn.size(1, 3);
      const outputs = groups * drawn.size(1, 3);
      const X = drawn.tensor([drawn.size(1, 2), channels * groups, drawn.size(6, 9), drawn.size(6, 9)]);
      const W = drawn.tensor([outputs, channels, drawn.integer(1, 3), drawn.integer(2, 3)]);
      const B = drawn.tensor([outputs]);
      const attributes = {
        strides: [stride, stride],
        dilations: [dilation, dilation],
        group: groups,
        pads: Array<number>(4).fill(padding),
      };
      expectAgreement(
        `conv2d ${name} (seed ${seed})`,
        conv2d(X, W, B, options),
        await runNode("Conv", { X, W, B }, attributes),
      );
    }
  });
});

describe("a layer of neurons agrees with ONNX Runtime", () => {
  it("as Gemm with B transposed", async () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [features, neurons] = [drawn.size(), drawn.size()];
      const A = drawn.tensor([drawn.size(), features]);
      const [B, C] = [drawn.tensor([neurons, features]), drawn.tensor([neurons])];
      expectAgreement(`layer (seed ${seed})`, layer(A, B, C), await runNode("Gemm", { A, B, C }, { transB: 1 }));
    }
  });
});

describe("batch normalisation agrees with ONNX Runtime", () => {
  it("in evaluation", async () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const channels = drawn.size(2);
      const x = drawn.tensor([drawn.size(), channels, drawn.size(), drawn.size()]);
      const [gamma, beta, runningMean] = [0, 1, 2].map(() => drawn.tensor([channels])) as [
        typeof x,
        typeof x,
        typeof x,
      ];
      const runningVariance = drawn.tensor([channels], 0.5, 2);
      const layer = Object.assign(new BatchNorm(channels, { epsilon: 0.01 }), {
        gamma,
        beta,
        runningMean,
        runningVariance,
        training: false,
      });
      const expected = await runNode(
        "BatchNormalization",
        { x, gamma, beta, runningMean, runningVariance },
        { epsilon: 0.01 },
      );
      expectAgreement(`forward (seed ${seed})`, layer.forward(x), expected);
    }
  });

  it("in training, with the running mean; ONNX's running variance is biased, the course's is not", async () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const channels = drawn.size(2);
      const x = drawn.tensor([drawn.size(2), channels, drawn.size(2), drawn.size(2)]);
      const [gamma, beta, mean] = [0, 1, 2].map(() => drawn.tensor([channels])) as [typeof x, typeof x, typeof x];
      const variance = drawn.tensor([channels], 0.5, 2);
      const layer = new BatchNorm(channels, { epsilon: 0.01, momentum: 0.25 });
      Object.assign(layer, { gamma, beta, runningMean: mean, runningVariance: variance });
      const feed = { x, gamma, beta, mean, variance };
      const attributes = { epsilon: 0.01, momentum: 0.75, training_mode: 1 };
      const outputs = ["y", "runningMean", "runningVariance"];
      const node = { op: "BatchNormalization", inputs: Object.keys(feed), outputs, attributes };
      const [y, runningMean, biased] = (await runModel([node], feed, outputs)) as [typeof x, typeof x, typeof x];
      const count = x.size / channels;
      const old = variance.mul(0.75);
      expectAgreement(`forward (seed ${seed})`, layer.forward(x), y);
      expectAgreement(`running mean (seed ${seed})`, layer.runningMean, runningMean);
      expectAgreement(
        `running variance (seed ${seed})`,
        layer.runningVariance,
        biased
          .sub(old)
          .mul(count / (count - 1))
          .add(old),
      );
    }
  });
});
