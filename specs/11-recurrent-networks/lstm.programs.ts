// Stacks are lists of layers; here layers and directions have names.

import type { Tensor } from "#tensor";
import type { LstmLayer, LstmState } from "#reference/11-recurrent-networks/lstm.ts";

type Module = typeof import("#reference/11-recurrent-networks/lstm.ts");

/** Weights and initial state of one LSTM. */
interface Direction extends LstmState {
  readonly weightInput: Tensor;
  readonly weightHidden: Tensor;
  readonly bias: Tensor;
}

interface Both<Content> {
  readonly forward: Content;
  readonly backward?: Content;
}

interface Options {
  readonly lengths?: Tensor;
}

interface Result {
  readonly output: Tensor;
  readonly first: Both<LstmState>;
  readonly second?: Both<LstmState>;
  readonly third?: Both<LstmState>;
}

/** A stack of one to three layers, each of one or two directions. */
export function stacked(
  module: Module,
  input: Tensor,
  first: Both<Direction>,
  second: Both<Direction> | undefined,
  third: Both<Direction> | undefined,
  options?: Options,
): Result {
  const { output, states } = module.lstmStack(input, listOf(first, second, third), options);
  return {
    output,
    first: named(states[0], stateOf),
    ...(second ? { second: named(states[1], stateOf) } : {}),
    ...(third ? { third: named(states[2], stateOf) } : {}),
  };
}

export function stackedBackward(
  module: Module,
  input: Tensor,
  first: Both<Direction>,
  second: Both<Direction> | undefined,
  third: Both<Direction> | undefined,
  gradOutput: Result,
  options?: Options,
): { gradInput: Tensor; gradFirst: Both<Direction>; gradSecond?: Both<Direction>; gradThird?: Both<Direction> } {
  const arrived = present([gradOutput.first, gradOutput.second, gradOutput.third]).map((both) =>
    present([both.forward, both.backward]),
  );
  const { gradInput, gradLayers } = module.lstmStackBackward(
    input,
    listOf(first, second, third),
    { output: gradOutput.output, states: arrived },
    options,
  );
  if (gradLayers.length !== arrived.length)
    throw new RangeError(
      `lstmStackBackward: gradLayers has ${gradLayers.length} layers, expected ${arrived.length}, one for each layer.`,
    );
  const flat = ({ parameters, initial }: LstmLayer[0]): Direction => ({ ...parameters, ...initial });
  return {
    gradInput,
    gradFirst: named(gradLayers[0], flat),
    ...(second ? { gradSecond: named(gradLayers[1], flat) } : {}),
    ...(third ? { gradThird: named(gradLayers[2], flat) } : {}),
  };
}

function listOf(...layers: readonly (Both<Direction> | undefined)[]): LstmLayer[] {
  return present(layers).map(({ forward, backward }) => {
    const direction = ({ weightInput, weightHidden, bias, hidden, cell }: Direction): LstmLayer[0] => ({
      parameters: { weightInput, weightHidden, bias },
      initial: { hidden, cell },
    });
    return backward ? [direction(forward), direction(backward)] : [direction(forward)];
  });
}

function stateOf({ hidden, cell }: LstmState): LstmState {
  return { hidden, cell };
}

function named<From, To>(list: readonly From[] | undefined, make: (entry: From) => To): Both<To> {
  const [forward, backward] = list!;
  return { forward: make(forward!), ...(backward ? { backward: make(backward) } : {}) };
}

function present<Content>(list: readonly (Content | undefined)[]): Content[] {
  return list.filter((entry) => entry !== undefined);
}
