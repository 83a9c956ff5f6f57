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

const ofTwo: { readonly [operation: string]: (x: Variable, y: Variable) => Variable } = {
  add: (x, y) => x.add(y),
  sub: (x, y) => x.sub(y),
  mul: (x, y) => x.mul(y),
  div: (x, y) => x.div(y),
  matmul: (x, y) => x.matmul(y),
};

/** One operation on two tensors. */
export function combine({ Variable }: AutogradModule, x: Tensor, y: Tensor, operation: string): Tensor {
  return ofTwo[operation]!(new Variable(x), new Variable(y)).value;
}

export function combineGradients(
  { Variable }: AutogradModule,
  x: Tensor,
  y: Tensor,
  operation: string,
  gradOutput: Tensor,
): { gradX: Tensor; gradY: Tensor } {
  const [left, right] = [new Variable(x), new Variable(y)];
  ofTwo[operation]!(left, right).backward(gradOutput);
  return { gradX: left.grad, gradY: right.grad };
}

/** The operations on one tensor, by name. */
export const ofOne: { readonly [operation: string]: (x: Variable) => Variable } = {
  neg: (x) => x.neg(),
  cube: (x) => x.pow(3),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  tanh: (x) => x.tanh(),
  relu: (x) => x.relu(),
  "less a number": (x) => x.sub(1.5),
  "times a tensor": (x) => x.mul(arange(x.value.shape[2]!).add(0.5)),
  "sum of all": (x) => x.sum(),
  "sum over an axis": (x) => x.sum(-2),
  "mean over two axes": (x) => x.mean([0, 2], { keepDims: true }),
  "mean of all": (x) => x.mean(),
  reshape: (x) => x.reshape([-1, x.value.shape[0]!]),
  transpose: (x) => x.transpose([1, 2, 0]),
  slice: (x) => x.slice(null, -1, [null, null, 2]),
  "gather with repeats": (x) => x.gather([0, -1, 0], 1),
};

/** One operation on one tensor of three axes. */
export function apply({ Variable }: AutogradModule, x: Tensor, operation: string): Tensor {
  return ofOne[operation]!(new Variable(x)).value;
}

export function applyGradient({ Variable }: AutogradModule, x: Tensor, operation: string, gradOutput: Tensor): Tensor {
  const start = new Variable(x);
  ofOne[operation]!(start).backward(gradOutput);
  return start.grad;
}

/** Weights and biases of two layers. */
interface Layers<T> {
  readonly weight1: T;
  readonly bias1: T;
  readonly weight2: T;
  readonly bias2: T;
}

/** Cross-entropy of a network with one hidden layer of tanh units: log Σ exp(scores) less the score of the label. */
function loss(x: Variable, { weight1, bias1, weight2, bias2 }: Layers<Variable>, labels: Tensor): Variable {
  const hidden = x.matmul(weight1.transpose()).add(bias1).tanh();
  const scores = hidden.matmul(weight2.transpose()).add(bias2); // [N, C]
  const [batch, classes] = scores.value.shape as [number, number];
  const ofLabels = scores.reshape([-1]).gather(arange(batch).mul(classes).add(labels));
  return scores.exp().sum(1).log().sub(ofLabels).mean();
}

/** The loss of a small network. */
export function mlpLoss({ Variable }: AutogradModule, x: Tensor, parameters: Layers<Tensor>, labels: Tensor): Tensor {
  return loss(
    new Variable(x),
    eachOf(parameters, (tensor) => new Variable(tensor)),
    labels,
  ).value;
}

/** Its gradients with respect to data and parameters. */
export function mlpGradients(
  { Variable }: AutogradModule,
  x: Tensor,
  parameters: Layers<Tensor>,
  labels: Tensor,
  gradOutput: Tensor,
): { gradX: Tensor; gradParameters: Layers<Tensor> } {
  const data = new Variable(x);
  const variables = eachOf(parameters, (tensor) => new Variable(tensor));
  loss(data, variables, labels).backward(gradOutput);
  return { gradX: data.grad, gradParameters: eachOf(variables, ({ grad }) => grad) };
}

function eachOf<A, B>({ weight1, bias1, weight2, bias2 }: Layers<A>, change: (entry: A) => B): Layers<B> {
  return { weight1: change(weight1), bias1: change(bias1), weight2: change(weight2), bias2: change(bias2) };
}
