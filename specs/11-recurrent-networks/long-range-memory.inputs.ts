import { arange, tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

const held = 150;

/** Sequences to be asked about: their values, and in each a mark in the first fifth. */
function sequences(draw: Draw, length: number) {
  const random = draw.random();
  const places = Array.from({ length: held }, () => random.integer(0, Math.max(1, Math.floor(length / 5))));
  return {
    values: random.uniform([held, length], -1, 1),
    marks: arange(length).equal(tensor(places).expandDims(1)),
    random: draw.random(),
  };
}

function model(draw: Draw) {
  const [batch, steps, features, units] = [draw.size(1, 4), draw.size(2, 7), draw.size(1, 4), draw.size(1, 4)];
  const cell = draw.leavesOut() ? undefined : draw.pick(["lstm", "rnn"] as const);
  const rows = cell === "rnn" ? units : 4 * units;
  return {
    inputs: draw.tensor([batch, steps, features], -2, 2),
    targets: draw.tensor([batch], -2, 2),
    parameters: {
      recurrent: {
        weightInput: draw.tensor([rows, features], -1.5, 1.5),
        weightHidden: draw.tensor([rows, units], -1.5, 1.5),
        bias: draw.tensor([rows], -1.5, 1.5),
      },
      weight: draw.tensor([units], -2, 2),
      bias: tensor(draw.number(-2, 2)),
    },
    options: cell === undefined ? {} : { cell },
  };
}

export default inputs({
  memoryModel: (draw) => {
    const { targets: _, ...rest } = model(draw);
    return rest;
  },
  memoryLoss: model,
  memoryLossBackward: (draw) => ({ ...model(draw), gradOutput: tensor(draw.number(-2, 2)) }),
  r2Score: (draw) => {
    const targets = draw.tensor([draw.size(2, 9)]);
    return { predictions: targets.mul(draw.number(0.3, 1.5)).add(draw.tensor(targets.shape, -1, 1)), targets };
  },
  described: (draw) => ({ count: draw.integer(300, 400), length: draw.integer(1, 30), seed: draw.integer(0, 1e6) }),
  explained: (draw) => ({ ...sequences(draw, 60), cell: "lstm" }),
  "simple RNN, 4 steps": (draw) => ({ ...sequences(draw, 4), cell: "rnn" }),
  "simple RNN, 60 steps": (draw) => ({ ...sequences(draw, 60), cell: "rnn" }),
});
