import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Weights and initial state of one LSTM. */
function lstm(draw: Draw, batch: number, features: number, size: number) {
  return {
    parameters: {
      weightInput: draw.tensor([4 * size, features], -1.5, 1.5),
      weightHidden: draw.tensor([4 * size, size], -1.5, 1.5),
      bias: draw.tensor([4 * size], -1.5, 1.5),
    },
    initial: state(draw, batch, size),
  };
}

function state(draw: Draw, batch: number, size: number) {
  return { hidden: draw.tensor([batch, size], -2, 2), cell: draw.tensor([batch, size], -2, 2) };
}

function layer(draw: Draw, padded: boolean) {
  const [batch, steps, features, size] = [draw.size(1, 4), draw.size(2, 5), draw.size(1, 4), draw.size(1, 4)];
  return {
    input: draw.tensor([batch, steps, features], -2, 2),
    ...lstm(draw, batch, features, size),
    gradOutput: { output: draw.tensor([batch, steps, size]), ...state(draw, batch, size) },
    options: padded ? { lengths: draw.integers([batch], 1, steps) } : {},
  };
}

/** One to three layers, each with one direction or two. */
function stack(draw: Draw) {
  const [batch, steps, features] = [draw.size(1, 3), draw.size(2, 4), draw.size(1, 3)];
  const count = draw.pick([2, 3, 1]);
  let width = features;
  const layers = Array.from({ length: count }, () => {
    const [size, turns] = [draw.size(1, 3), draw.boolean()];
    const direction = (reads: number) => {
      const { parameters, initial } = lstm(draw, batch, reads, size);
      return { ...parameters, ...initial };
    };
    const both = <Content>(make: () => Content) => ({ forward: make(), ...(turns ? { backward: make() } : {}) });
    const reads = width;
    width = turns ? 2 * size : size;
    return { weights: both(() => direction(reads)), states: both(() => state(draw, batch, size)) };
  });
  const named = <Content>(contents: readonly Content[]) =>
    Object.fromEntries(contents.map((content, index) => [["first", "second", "third"][index]!, content]));
  return {
    input: draw.tensor([batch, steps, features], -2, 2),
    ...named(layers.map(({ weights }) => weights)),
    gradOutput: {
      output: draw.tensor([batch, steps, width]),
      ...named(layers.map(({ states }) => states)),
    },
    options: draw.leavesOut() ? {} : { lengths: draw.integers([batch], 1, steps) },
  };
}

export default inputs({
  lstm: (draw) => layer(draw, !draw.leavesOut()),
  lstmBackward: (draw) => layer(draw, !draw.leavesOut()),
  whole: (draw) => layer(draw, false),
  stacked: stack,
  stackedBackward: stack,
});
