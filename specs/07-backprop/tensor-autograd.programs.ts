import { arange, type Axes, type Tensor } from "#tensor";

type Operand = Variable | Tensor | number;
type Range = null | number | readonly [number | null, number | null, number?];

/** What the programs need of a student's class. */
export interface Variable {
  readonly value: Tensor;
  readonly grad: Tensor;
  backward(gradOutput?: Tensor | number): void;
  zeroGrad(): void;
  add(other: Operand): Variable;
  sub(other: Operand): Variable;
  mul(other: Operand): Variable;
  div(other: Operand): Variable;
  neg(): Variable;
  pow(exponent: number): Variable;
  exp(): Variable;
  log(): Variable;
  tanh(): Variable;
  relu(): Variable;
  matmul(other: Operand): Variable;
  sum(axes?: Axes, options?: { readonly keepDims?: boolean }): Variable;
  mean(axes?: Axes, options?: { readonly keepDims?: boolean }): Variable;
  reshape(shape: readonly number[]): Variable;
  transpose(axes?: readonly number[]): Variable;
  slice(...ranges: readonly Range[]): Variable;
  gather(indices: Tensor | readonly number[], axis?: number): Variable;
}

/** The stub's test holds both stub and reference to it. */
export interface AutogradModule {
  readonly Variable: new (value: Tensor | number) => Variable;
}

/** c = a·b with a = x² and b = a + x: three ways lead back to x, two of them through a. */
export function threeWays({ Variable }: AutogradModule, x: Tensor): { value: Tensor; gradX: Tensor } {
  const start = new Variable(x);
  const a = start.mul(start);
  const b = a.add(start);
  const result = a.mul(b).sum();
  result.backward();
  return { value: result.value, gradX: start.grad };
}

/** x doubled again and again by adding it to itself: 2^times ways lead back to x. */
export function manyWays({ Variable }: AutogradModule, x: Tensor, times: number): { value: Tensor; gradX: Tensor } {
  const start = new Variable(x);
  let result = start.sum();
  for (let time = 0; time < times; time++) result = result.add(result);
  result.backward();
  return { value: result.value, gradX: start.grad };
}

/** The gradient of x⁴ after one call of backward, after a second one, and after zeroGrad and a third; numbers as numbers. */
export function threeCalls(
  { Variable }: AutogradModule,
  x: Tensor,
  gradOutput?: Tensor,
): { once: Tensor; twice: Tensor; afterZeroGrad: Tensor } {
  const start = new Variable(numberOr(x));
  const square = start.mul(start);
  const result = square.mul(square);
  const backward = (): void => result.backward(gradOutput && numberOr(gradOutput));
  backward();
  const once = start.grad;
  backward();
  const twice = start.grad;
  start.zeroGrad();
  backward();
  return { once, twice, afterZeroGrad: start.grad };
}

function numberOr(tensor: Tensor): Tensor | number {
  return tensor.rank === 0 ? tensor.item() : tensor;
}

/** A tensor for each of several operations, by its name. */
interface Tensors {
  readonly [operation: string]: Tensor;
}

const ofPairs: { readonly [operation: string]: (x: Variable, y: Variable) => Variable } = {
  sum: (x, y) => x.add(y),
  difference: (x, y) => x.sub(y),
  product: (x, y) => x.mul(y),
  quotient: (x, y) => x.div(y),
  matrixProduct: (x, y) => x.matmul(y),
};

/** Every operation on a pair of variables of its own, and whether a vector is refused on either side of matmul. */
export function pairs(
  { Variable }: AutogradModule,
  x: Tensors,
  y: Tensors,
): { values: Tensors; refusesVectors: { left: boolean; right: boolean } } {
  const values = forEach(ofPairs, (operation, name) => operation(new Variable(x[name]!), new Variable(y[name]!)).value);
  const [matrix, vector] = [new Variable(arange(4).reshape([2, 2])), new Variable(arange(2))];
  return {
    values,
    refusesVectors: { left: throws(() => vector.matmul(matrix)), right: throws(() => matrix.matmul(vector)) },
  };
}

export function pairGradients(
  { Variable }: AutogradModule,
  x: Tensors,
  y: Tensors,
  gradOutput: { readonly values: Tensors },
): { gradX: Tensors; gradY: Tensors } {
  const gradients = forEach(ofPairs, (operation, name) => {
    const [left, right] = [new Variable(x[name]!), new Variable(y[name]!)];
    operation(left, right).backward(gradOutput.values[name]);
    return [left.grad, right.grad] as const;
  });
  return { gradX: forEach(gradients, ([left]) => left), gradY: forEach(gradients, ([, right]) => right) };
}

function throws(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch {
    return true;
  }
}

interface Operations {
  readonly [operation: string]: (x: Variable) => Variable;
}

const ofEntries: Operations = {
  neg: (x) => x.neg(),
  cube: (x) => x.pow(3),
  root: (x) => x.pow(0.5),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  tanh: (x) => x.tanh(),
  relu: (x) => x.relu(),
  plusTensor: (x) => x.add(arange(x.value.size).mul(0.25)),
  lessNumber: (x) => x.sub(1.5),
  timesTensor: (x) => x.mul(arange(x.value.size).add(0.5)),
  overNumber: (x) => x.div(-4),
};

/** Every operation that works entry by entry, on a vector of its own. */
export function elementwise(module: AutogradModule, x: Tensors): Tensors {
  return valuesOf(module, ofEntries, x);
}

export function elementwiseGradients(module: AutogradModule, x: Tensors, gradOutput: Tensors): { gradX: Tensors } {
  return gradientsOf(module, ofEntries, x, gradOutput);
}

const ofAxes: Operations = {
  sumOfAll: (x) => x.sum(),
  sumOverAxis: (x) => x.sum(-2),
  sumOverAxisKept: (x) => x.sum(1, { keepDims: true }),
  meanOfAll: (x) => x.mean(),
  meanOverAxis: (x) => x.mean(1),
  meanOverTwoKept: (x) => x.mean([0, 2], { keepDims: true }),
  timesMatrix: (x) => x.matmul(arange(2 * x.value.shape[2]!).reshape([-1, 2])),
  reshape: (x) => x.reshape([-1, x.value.shape[0]!]),
  transpose: (x) => x.transpose([1, 2, 0]),
  slice: (x) => x.slice(null, -1, [null, null, 2]),
  gatherRepeats: (x) => x.gather([0, -1, 0], 1),
};

/** Every operation that sums, multiplies or moves along axes, on a tensor of three axes of its own. */
export function alongAxes(module: AutogradModule, x: Tensors): Tensors {
  return valuesOf(module, ofAxes, x);
}

export function gradientsAlongAxes(module: AutogradModule, x: Tensors, gradOutput: Tensors): { gradX: Tensors } {
  return gradientsOf(module, ofAxes, x, gradOutput);
}

function valuesOf({ Variable }: AutogradModule, operations: Operations, x: Tensors): Tensors {
  return forEach(operations, (operation, name) => operation(new Variable(x[name]!)).value);
}

function gradientsOf(
  { Variable }: AutogradModule,
  operations: Operations,
  x: Tensors,
  gradOutput: Tensors,
): { gradX: Tensors } {
  const gradX = forEach(operations, (operation, name) => {
    const start = new Variable(x[name]!);
    operation(start).backward(gradOutput[name]);
    return start.grad;
  });
  return { gradX };
}

/** Weights and biases of two layers. */
interface Layers<T> {
  readonly [parameter: string]: T;
  readonly weight1: T;
  readonly bias1: T;
  readonly weight2: T;
  readonly bias2: T;
}

/**
 * Gradients of the cross-entropy of a network with one hidden layer, with respect to data and parameters, and where some
 * steps of gradient descent lead. The same is asked of gradients by hand in the exercise mlp, with the same numbers.
 */
export function networkGradients(
  { Variable }: AutogradModule,
  x: Tensor,
  parameters: Layers<Tensor>,
  labels: Tensor,
  activation: "tanh" | "relu",
  training: { readonly steps: number; readonly learningRate: number },
): { gradX: Tensor; gradParameters: Layers<Tensor>; trained: Layers<Tensor> } {
  const gradientsAt = (at: Layers<Tensor>): { gradX: Tensor; gradParameters: Layers<Tensor> } => {
    const data = new Variable(x);
    const variables = forEach(at, (tensor) => new Variable(tensor)) as Layers<Variable>;
    const { weight1, bias1, weight2, bias2 } = variables;
    const hidden = data.matmul(weight1.transpose()).add(bias1)[activation]();
    const scores = hidden.matmul(weight2.transpose()).add(bias2); // [N, C]
    const [batch, classes] = scores.value.shape as [number, number];
    const ofLabels = scores.reshape([-1]).gather(arange(batch).mul(classes).add(labels));
    scores.exp().sum(1).log().sub(ofLabels).mean().backward(); // log Σ exp(scores) less the score of the label
    return { gradX: data.grad, gradParameters: forEach(variables, ({ grad }) => grad) as Layers<Tensor> };
  };
  let trained = parameters;
  for (let step = 0; step < training.steps; step++) {
    const { gradParameters } = gradientsAt(trained);
    trained = forEach(trained, (tensor, name) =>
      tensor.sub(gradParameters[name]!.mul(training.learningRate)),
    ) as Layers<Tensor>;
  }
  return { ...gradientsAt(parameters), trained };
}

function forEach<A, B>(
  entries: { readonly [name: string]: A },
  change: (entry: A, name: string) => B,
): { readonly [name: string]: B } {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, change(entry, name)]));
}
