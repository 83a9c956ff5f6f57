import { describe, it } from "vitest";
import { elu } from "#reference/02-activations/elu.ts";
import { gelu } from "#reference/02-activations/gelu.ts";
import { leakyRelu } from "#reference/02-activations/leaky-relu.ts";
import { logSoftmax } from "#reference/02-activations/log-softmax.ts";
import { prelu } from "#reference/02-activations/prelu.ts";
import { relu } from "#reference/02-activations/relu.ts";
import { sigmoid } from "#reference/02-activations/sigmoid.ts";
import { silu } from "#reference/02-activations/silu.ts";
import { softmax } from "#reference/02-activations/softmax.ts";
import { softplus } from "#reference/02-activations/softplus.ts";
import { tanh } from "#reference/02-activations/tanh.ts";
import type { Tensor } from "#tensor";
import type { Attribute } from "./model.ts";
import { draws, expectAgreement, runNode } from "./runtime.ts";

type Row = [op: string, forward: (x: Tensor) => Tensor, attributes: { readonly [name: string]: Attribute }];

const operators: readonly Row[] = [
  ["Relu", relu, {}],
  ["Sigmoid", sigmoid, {}],
  ["Tanh", tanh, {}],
  ["Softplus", softplus, {}],
  ["LeakyRelu", (x) => leakyRelu(x), {}],
  ["LeakyRelu", (x) => leakyRelu(x, { negativeSlope: 0.3 }), { alpha: 0.3 }],
  ["Elu", (x) => elu(x), {}],
  ["Elu", (x) => elu(x, { alpha: 1.5 }), { alpha: 1.5 }],
  ["Gelu", (x) => gelu(x), {}],
  ["Gelu", (x) => gelu(x, { approximate: "tanh" }), { approximate: "tanh" }],
  ["Swish", silu, {}],
  ["Softmax", (x) => softmax(x), {}],
  ["Softmax", (x) => softmax(x, { axis: 0 }), { axis: 0 }],
  ["Softmax", (x) => softmax(x, { axis: -2 }), { axis: -2 }],
  ["LogSoftmax", (x) => logSoftmax(x), {}],
  ["LogSoftmax", (x) => logSoftmax(x, { axis: 1 }), { axis: 1 }],
];

describe("activations agree with ONNX Runtime", () => {
  it.each(operators)("%s", async (op, forward, attributes) => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const x = drawn.tensor([drawn.size(), drawn.size(2), drawn.size()], -6, 6);
      expectAgreement(`${op} (seed ${seed})`, forward(x), await runNode(op, { x }, attributes));
    }
  });

  it("PRelu with a slope for each channel", async () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [channels, height] = [drawn.size(2), drawn.size()];
      const x = drawn.tensor([drawn.size(), channels, height, drawn.size()]);
      const slope = drawn.tensor([channels]);
      expectAgreement(
        `PRelu (seed ${seed})`,
        prelu(x, slope),
        await runNode("PRelu", { x, slope: slope.reshape([channels, 1, 1]) }),
      );
    }
  });
});
