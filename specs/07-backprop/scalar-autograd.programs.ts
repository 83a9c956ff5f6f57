import { Tensor } from "#tensor";

type Operand = Value | number;

/** What the programs need of a student's class. */
export interface Value {
  data: number;
  readonly grad: number;
  backward(gradOutput?: number): void;
  zeroGrad(): void;
  add(other: Operand): Value;
  sub(other: Operand): Value;
  mul(other: Operand): Value;
  div(other: Operand): Value;
  neg(): Value;
  pow(exponent: number): Value;
  exp(): Value;
  log(): Value;
  tanh(): Value;
  relu(): Value;
}

/** The stub's test holds both stub and reference to it. */
export interface ValueModule {
  readonly Value: new (data: number) => Value;
}

/** c = a·b with a = x² and b = a + x: three ways lead back to x, two of them through a. */
export function threeWays({ Value }: ValueModule, x: number): { value: number; gradX: number; gradA: number } {
  const start = new Value(x);
  const a = start.mul(start);
  const b = a.add(start);
  const result = a.mul(b);
  result.backward();
  return { value: result.data, gradX: start.grad, gradA: a.grad };
}

/** x doubled again and again by adding it to itself: 2^times ways lead back to x. */
export function manyWays({ Value }: ValueModule, x: number, times: number): { value: number; gradX: number } {
  const start = new Value(x);
  let result = start.mul(1);
  for (let time = 0; time < times; time++) result = result.add(result);
  result.backward();
  return { value: result.data, gradX: start.grad };
}

/**
 * x · 1 + x · 2 + x · 3 + …, one term after the other: a graph that is as deep as it is large. A walk for which the stack
 * is too small brings no gradient.
 */
export function longSum({ Value }: ValueModule, x: number, terms: number): { value: number; gradX: number } {
  const start = new Value(x);
  let result = start.mul(1);
  for (let term = 2; term <= terms; term++) result = result.add(start.mul(term));
  try {
    result.backward();
  } catch (error) {
    if (error instanceof RangeError && error.message.includes("call stack")) return { value: result.data, gradX: NaN };
    throw error;
  }
  return { value: result.data, gradX: start.grad };
}

/** The gradient of x⁴ after one call of backward, after a second one, and after zeroGrad and a third. */
export function threeCalls(
  { Value }: ValueModule,
  x: number,
  gradOutput?: number,
): { once: number; twice: number; afterZeroGrad: number } {
  const start = new Value(x);
  const square = start.mul(start);
  const result = square.mul(square);
  const backward = (): void => (gradOutput === undefined ? result.backward() : result.backward(gradOutput));
  backward();
  const once = start.grad;
  backward();
  const twice = start.grad;
  start.zeroGrad();
  backward();
  return { once, twice, afterZeroGrad: start.grad };
}

/** Numbers for each of several operations, by its name. */
interface Tensors {
  readonly [operation: string]: Tensor;
}

const ofPairs: { readonly [operation: string]: (x: Value, y: Value) => Value } = {
  sum: (x, y) => x.add(y),
  difference: (x, y) => x.sub(y),
  product: (x, y) => x.mul(y),
  quotient: (x, y) => x.div(y),
};

/** Every operation on two values, for each pair of entries. */
export function pairs({ Value }: ValueModule, x: Tensor, y: Tensor): Tensors {
  return forEach(ofPairs, (operation) =>
    x.map((entry, index) => operation(new Value(entry), new Value(y.data[index]!)).data),
  );
}

export function pairGradients(
  { Value }: ValueModule,
  x: Tensor,
  y: Tensor,
  gradOutput: Tensors,
): { gradX: Tensor; gradY: Tensor } {
  const [left, right] = [x, y].map(({ data }) => Array.from(data, (entry) => new Value(entry))) as [Value[], Value[]];
  for (const [name, operation] of Object.entries(ofPairs))
    left.forEach((value, index) => operation(value, right[index]!).backward(gradOutput[name]!.data[index]));
  return { gradX: x.map((_, index) => left[index]!.grad), gradY: y.map((_, index) => right[index]!.grad) };
}

const ofOne: { readonly [operation: string]: (x: Value) => Value } = {
  neg: (x) => x.neg(),
  cube: (x) => x.pow(3),
  root: (x) => x.pow(0.5),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  tanh: (x) => x.tanh(),
  relu: (x) => x.relu(),
  plusNumber: (x) => x.add(0.75),
  lessNumber: (x) => x.sub(1.5),
  timesNumber: (x) => x.mul(-3),
  overNumber: (x) => x.div(-4),
};

/** Every operation on one value, for each of some numbers of its own. */
export function functions({ Value }: ValueModule, x: Tensors): Tensors {
  return forEach(ofOne, (operation, name) => x[name]!.map((entry) => operation(new Value(entry)).data));
}

export function functionGradients({ Value }: ValueModule, x: Tensors, gradOutput: Tensors): { gradX: Tensors } {
  const gradX = forEach(ofOne, (operation, name) =>
    x[name]!.map((entry, index) => {
      const start = new Value(entry);
      operation(start).backward(gradOutput[name]!.data[index]);
      return start.grad;
    }),
  );
  return { gradX };
}

/** A network with one hidden layer and one output. */
interface Parameters {
  readonly weight1: Tensor;
  readonly bias1: Tensor;
  readonly weight2: Tensor;
  readonly bias2: Tensor;
}

/**
 * Gradient descent on the mean squared error of a network whose every weight is a Value: the loss before each step, and
 * the parameters after the last. The gradients are set back to 0 before each pass.
 */
export function trainNetwork(
  { Value }: ValueModule,
  x: Tensor,
  targets: Tensor,
  parameters: Parameters,
  activation: "tanh" | "relu",
  { steps, learningRate }: { readonly steps: number; readonly learningRate: number },
): { losses: Tensor; parameters: { readonly [name: string]: Tensor } } {
  const [count, inputs] = x.shape as [number, number];
  const { weight1, bias1, weight2, bias2 } = forEach({ ...parameters }, ({ data }) =>
    Array.from(data, (entry) => new Value(entry)),
  ) as { readonly [name in keyof Parameters]: Value[] };
  const all = [weight1, bias1, weight2, bias2].flat();
  const network = (n: number): Value =>
    bias1.reduce((sum, bias, h) => {
      let net = bias;
      for (let d = 0; d < inputs; d++) net = net.add(weight1[h * inputs + d]!.mul(x.at(n, d)));
      return sum.add(weight2[h]!.mul(net[activation]()));
    }, bias2[0]!);
  const losses = Array.from({ length: steps }, () => {
    let loss = new Value(0);
    for (let n = 0; n < count; n++) loss = loss.add(network(n).sub(targets.at(n)).pow(2));
    loss = loss.div(count);
    for (const parameter of all) parameter.zeroGrad();
    loss.backward();
    for (const parameter of all) parameter.data -= learningRate * parameter.grad;
    return loss.data;
  });
  const back = (values: readonly Value[], { shape }: Tensor): Tensor =>
    new Tensor(
      values.map((value) => value.data),
      shape,
    );
  return {
    losses: new Tensor(losses, [steps]),
    parameters: {
      weight1: back(weight1, parameters.weight1),
      bias1: back(bias1, parameters.bias1),
      weight2: back(weight2, parameters.weight2),
      bias2: back(bias2, parameters.bias2),
    },
  };
}

function forEach<A, B>(
  entries: { readonly [name: string]: A },
  change: (entry: A, name: string) => B,
): { readonly [name: string]: B } {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, change(entry, name)]));
}
