import { beforeAll, describe, it } from "vitest";
import { lstm, lstmBackward } from "#reference/11-recurrent-networks/lstm.ts";
import { Tensor } from "#tensor";
import { draws, expectAgreement, loadTensorFlow, toTf, type TensorFlow, type TfTensor } from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

describe("lstm agrees with basicLSTMCell of TensorFlow.js", () => {
  it("in every hidden state, the last states, and all gradients through time", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const [batch, steps, features, size] = [drawn.size(), drawn.size(2), drawn.size(), drawn.size()];
      const input = drawn.tensor([batch, steps, features]);
      const parameters = {
        weightInput: drawn.tensor([4 * size, features], -1, 1),
        weightHidden: drawn.tensor([4 * size, size], -1, 1),
        bias: drawn.tensor([4 * size], -1, 1),
      };
      const state = () => ({ hidden: drawn.tensor([batch, size], -1, 1), cell: drawn.tensor([batch, size], -1, 1) });
      const initial = state();
      const gradOutput = { output: drawn.tensor([batch, steps, size]), ...state() };

      const inputs = [
        input,
        parameters.weightInput,
        parameters.weightHidden,
        parameters.bias,
        initial.hidden,
        initial.cell,
      ];
      const given = inputs.map((one) => toTf(tf, one));
      const result = lstm(input, parameters, initial);
      const expected = unroll(given);
      for (const name of ["output", "hidden", "cell"] as const) {
        expectAgreement(`${name} (seed ${seed})`, result[name], expected[name]);
      }

      // TensorFlow.js differentiates one tensor: all three results, flat and side by side.
      const joined = (...at: TfTensor[]): TfTensor => flat(unroll(at));
      const gradients = tf.grads(joined)(
        given,
        toTf(tf, join([gradOutput.output, gradOutput.hidden, gradOutput.cell])),
      );
      const { gradInput, gradParameters, gradInitial } = lstmBackward(input, parameters, initial, gradOutput);
      const { weightInput, weightHidden, bias } = gradParameters;
      const own = { gradInput, weightInput, weightHidden, bias, hidden: gradInitial.hidden, cell: gradInitial.cell };
      for (const [index, [name, gradient]] of Object.entries(own).entries()) {
        expectAgreement(`gradient of ${name} (seed ${seed})`, gradient, gradients[index]!);
      }
    }
  });
});

interface Results {
  readonly output: TfTensor;
  readonly hidden: TfTensor;
  readonly cell: TfTensor;
}

/** The cell takes one kernel [D + H, 4H] for input and hidden state, and its gates in the order i, g, f, o. */
function unroll(given: readonly TfTensor[]): Results {
  const [input, weightInput, weightHidden, bias, firstHidden, firstCell] = given as [
    TfTensor,
    TfTensor,
    TfTensor,
    TfTensor,
    TfTensor,
    TfTensor,
  ];
  const kernel = reorder(tf.concat([weightInput, weightHidden], 1)).transpose();
  let [hidden, cell] = [firstHidden, firstCell];
  const outputs: TfTensor[] = [];
  for (const x of tf.unstack(input, 1)) {
    const arguments_ = [tf.scalar(0), kernel, reorder(bias), x, cell, hidden] as const;
    [cell, hidden] = tf.basicLSTMCell(...(arguments_ as unknown as Parameters<typeof tf.basicLSTMCell>));
    outputs.push(hidden);
  }
  return { output: tf.stack(outputs, 1), hidden, cell };
}

function reorder(rows: TfTensor): TfTensor {
  const [i, f, g, o] = tf.split(rows, 4) as [TfTensor, TfTensor, TfTensor, TfTensor];
  return tf.concat([i, g, f, o]);
}

function flat({ output, hidden, cell }: Results): TfTensor {
  return tf.concat([output.flatten(), hidden.flatten(), cell.flatten()]);
}

function join(tensors: readonly Tensor[]): Tensor {
  const data = tensors.flatMap((one) => [...one.data]);
  return new Tensor(data, [data.length]);
}
