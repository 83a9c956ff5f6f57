import { describe, it } from "vitest";
import { lstm } from "#reference/11-recurrent-networks/lstm.ts";
import { concatenate, zeros, type Tensor } from "#tensor";
import { draws, expectAgreement, runModel } from "./runtime.ts";

describe("lstm agrees with ONNX Runtime", () => {
  it("in every hidden state and the last states, with ONNX's gates in the order i, o, f, c", async () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [batch, steps, features, size] = [drawn.size(), drawn.size(2), drawn.size(), drawn.size()];
      const input = drawn.tensor([batch, steps, features]);
      const parameters = {
        weightInput: drawn.tensor([4 * size, features], -1, 1),
        weightHidden: drawn.tensor([4 * size, size], -1, 1),
        bias: drawn.tensor([4 * size], -1, 1),
      };
      const initial = { hidden: drawn.tensor([batch, size], -1, 1), cell: drawn.tensor([batch, size], -1, 1) };
      const feed = {
        X: input.transpose([1, 0, 2]),
        W: reorder(parameters.weightInput).expandDims(0),
        R: reorder(parameters.weightHidden).expandDims(0),
        B: concatenate([reorder(parameters.bias), zeros([4 * size])]).expandDims(0),
        initial_h: initial.hidden.expandDims(0),
        initial_c: initial.cell.expandDims(0),
      };
      const inputs = ["X", "W", "R", "B", "", "initial_h", "initial_c"];
      const node = { op: "LSTM", inputs, outputs: ["Y", "Y_h", "Y_c"], attributes: { hidden_size: size } };
      const [all, hidden, cell] = (await runModel([node], feed, ["Y", "Y_h", "Y_c"])) as [Tensor, Tensor, Tensor];
      const result = lstm(input, parameters, initial);
      expectAgreement(`output (seed ${seed})`, result.output, all.squeeze(1).transpose([1, 0, 2]));
      expectAgreement(`hidden (seed ${seed})`, result.hidden, hidden.squeeze(0));
      expectAgreement(`cell (seed ${seed})`, result.cell, cell.squeeze(0));
    }
  });
});

/** Rows i, f, g, o to ONNX's i, o, f, c. */
function reorder(rows: Tensor): Tensor {
  const size = rows.shape[0]! / 4;
  return concatenate([0, 3, 1, 2].map((gate) => rows.slice([gate * size, (gate + 1) * size])));
}
