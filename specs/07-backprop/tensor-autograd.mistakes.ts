import { arange, ones, Tensor, zeros } from "#tensor";
import { type Operand, Variable } from "#reference/07-backprop/tensor-autograd.ts";
import { mistakes } from "#graders/spec/authoring.ts";
import type { AutogradModule, Variable as Contract } from "./tensor-autograd.programs.ts";

type Operation = Exclude<keyof Contract, "value" | "grad" | "backward" | "zeroGrad">;

/** Another pullback, from what an operation made and what it was given. */
type Slope = (made: Variable, given: readonly never[]) => Variable["pullback"];

const operations: readonly Operation[] = [
  ...(["add", "sub", "mul", "div", "neg", "pow", "exp", "log", "tanh", "relu"] as const),
  ...(["matmul", "sum", "mean", "reshape", "transpose", "slice", "gather"] as const),
];

interface Changes {
  readonly slopes?: { readonly [operation in Operation]?: Slope };
  readonly operations?: { readonly [operation in Operation]?: (x: Variable, other: Operand) => Variable };
  readonly backward?: (this: Variable, gradOutput?: Tensor | number) => void;
  readonly zeroGrad?: () => void;
}

/** A Variable with other operations, with other pullbacks, or which walks back in another way. */
export function variableWith(changes: Changes): AutogradModule["Variable"] {
  const { slopes = {}, operations: others = {}, backward, zeroGrad } = changes;
  class Changed extends Variable {}
  for (const operation of operations) {
    const right = Variable.prototype[operation] as (...given: unknown[]) => Variable;
    Object.defineProperty(Changed.prototype, operation, {
      value(this: Variable, ...given: never[]): Variable {
        const made = others[operation]?.(this, given[0]!) ?? right.apply(this, given);
        return new Changed(made.value, made.inputs, slopes[operation]?.(made, given) ?? made.pullback);
      },
    });
  }
  if (backward) Changed.prototype.backward = backward;
  if (zeroGrad) Changed.prototype.zeroGrad = zeroGrad;
  return Changed;
}

/** Where backward starts. */
function seed({ value }: Variable, gradOutput: Tensor | number | undefined): Tensor {
  if (gradOutput === undefined && value.size > 1) throw new Error("backward: expected a single value, or gradOutput.");
  if (gradOutput === undefined) return ones(value.shape);
  const start = gradOutput instanceof Tensor ? gradOutput : new Tensor([gradOutput], []);
  if (start.shape.join() !== value.shape.join()) throw new Error("backward: expected gradOutput of the value's shape.");
  return start;
}

/** The variable and all that it came from, each after all that was calculated from it. */
function deepestFirst(result: Variable): Variable[] {
  return breadthFirst(result).toSorted((a, b) => b.depth - a.depth);
}

/** The variable, then its inputs, then theirs, each where it is first met. */
function breadthFirst(result: Variable): Variable[] {
  const found = new Set([result]);
  for (const variable of found) for (const input of variable.inputs) found.add(input);
  return [...found];
}

interface Walk {
  readonly order?: (result: Variable) => Variable[];
  readonly gather?: (sum: Tensor | undefined, share: Tensor) => Tensor;
  readonly fit?: (share: Tensor, shape: readonly number[]) => Tensor;
  readonly settle?: (variable: Variable, gradient: Tensor) => Tensor;
  readonly start?: typeof seed;
}

/** backward, with some of its rules replaced. */
export function walk({
  order = deepestFirst,
  gather = (sum, share) => sum?.add(share) ?? share,
  fit = (share, shape) => share.sumTo(shape),
  settle = (variable, gradient) => variable.grad.add(gradient),
  start = seed,
}: Walk) {
  return function (this: Variable, gradOutput?: Tensor | number): void {
    const gradients = new Map<Variable, Tensor>([[this, start(this, gradOutput)]]);
    for (const variable of order(this)) {
      const gradient = gradients.get(variable) ?? zeros(variable.value.shape);
      variable.grad = settle(variable, gradient);
      variable.pullback(gradient).forEach((share, index) => {
        const input = variable.inputs[index]!;
        gradients.set(input, gather(gradients.get(input), fit(share, input.value.shape)));
      });
    }
  };
}

const ofInput = ({ inputs }: Variable): Tensor => inputs[0]!.value;

/** A pullback that leaves the gradient of the result out. */
const local: Slope = (made) => () => made.pullback(ones(made.value.shape));

export default mistakes<AutogradModule>({
  "gradient overwritten": {
    looksLike: "A gradient that arrives on a second way replaces the first instead of being added: x + x gives 1.",
    reread: "dL/dx = Σ_y (dy/dx)ᵀ dL/dy: a sum over all y",
    Variable: variableWith({ backward: walk({ gather: (_, share) => share }) }),
  },
  "handed on too early": {
    looksLike: "A variable hands its gradient on before all that was calculated from it has spoken.",
    reread: "dL/dx = Σ_y (dy/dx)ᵀ dL/dy: x has its gradient when every y has its own",
    Variable: variableWith({ backward: walk({ order: breadthFirst }) }),
  },
  "old gradients flow again": {
    looksLike: "The second call of backward hands on what the first left inside the graph once more.",
    reread: "A second call adds the same once more: twice the gradient, not more",
    Variable: variableWith({
      backward(this: Variable, gradOutput) {
        this.grad = seed(this, gradOutput);
        for (const variable of deepestFirst(this)) {
          variable.pullback(variable.grad).forEach((share, index) => {
            const input = variable.inputs[index]!;
            input.grad = input.grad.add(share.sumTo(input.value.shape));
          });
        }
      },
    }),
  },
  "calls not added up": {
    looksLike: "Each call of backward replaces grad: what earlier calls brought is lost.",
    reread: "grad: what backward brought here, added up over its calls",
    Variable: variableWith({ backward: walk({ settle: (_, gradient) => gradient }) }),
  },
  "zeroGrad without effect": {
    looksLike: "After zeroGrad the old gradient is still there, and the next call adds to it.",
    reread: "zeroGrad: sets the gradient of this variable back to zeros",
    Variable: variableWith({ zeroGrad: () => undefined }),
  },
  "gradOutput ignored": {
    looksLike: "backward always starts with ones, whatever gradOutput is.",
    reread: "gradOutput: dL/d(this)",
    Variable: variableWith({ backward: walk({ start: (result, given) => ones(seed(result, given).shape) }) }),
  },
  "copies not summed": {
    looksLike: "An operand that was repeated by broadcasting gets a gradient of the result's shape, not of its own.",
    reread: "the gradient of an operand has the operand's own shape: the sum over its copies",
    Variable: variableWith({ backward: walk({ fit: (share) => share }) }),
  },
  "copies averaged": {
    looksLike: "An operand that was repeated by broadcasting gets the average over its copies, not the sum.",
    reread: "dL/dx = Σ_y (dy/dx)ᵀ dL/dy: every copy is a y",
    Variable: variableWith({
      backward: walk({
        fit: (share, shape) => {
          const sum = share.sumTo(shape);
          return sum.mul(sum.size / share.size);
        },
      }),
    }),
  },
  "slopes without the chain": {
    looksLike: "Products and elementwise functions hand back their slope, without the gradient that arrived.",
    reread: "dL/dx = Σ_y (dy/dx)ᵀ dL/dy: slope times the gradient of y",
    Variable: variableWith({
      slopes: { mul: local, div: local, pow: local, exp: local, log: local, tanh: local, relu: local },
    }),
  },
  "difference without its minus": {
    looksLike: "The second operand of a difference receives the gradient with a plus.",
    reread: "d(x − y)/dy = −1",
    Variable: variableWith({ slopes: { sub: () => (g) => [g, g] } }),
  },
  "quotient without its minus": {
    looksLike: "The divisor of a quotient receives its gradient with a plus.",
    reread: "d(x / y)/dy = −x / y²",
    Variable: variableWith({
      slopes: {
        div: (made) => (g) => {
          const [left, right] = made.pullback(g) as [Tensor, Tensor];
          return [left, right.neg()];
        },
      },
    }),
  },
  "exponent not lowered": {
    looksLike: "The slope of a power is n xⁿ: the exponent is not lowered by one.",
    reread: "d(xⁿ)/dx = n xⁿ⁻¹",
    Variable: variableWith({
      slopes: {
        pow:
          (made, [n]) =>
          (g) => [g.mul(made.value.mul(n!))],
      },
    }),
  },
  "exponent not in front": {
    looksLike: "The slope of a power is xⁿ⁻¹: the factor n is missing.",
    reread: "d(xⁿ)/dx = n xⁿ⁻¹",
    Variable: variableWith({
      slopes: {
        pow:
          (made, [n]) =>
          (g) =>
            made.pullback(g.div(n!)),
      },
    }),
  },
  "own factor for the other": {
    looksLike: "Each operand of a product receives the gradient times its own value, not times the other's.",
    reread: "d(x y)/dx = y",
    Variable: variableWith({
      slopes: {
        mul: (made) => (g) => made.inputs.map(({ value }) => g.mul(value)),
      },
    }),
  },
  "logarithm's slope from its output": {
    looksLike: "The slope of log is one over its output; it is one over its input.",
    reread: "d log(x)/dx = 1 / x",
    Variable: variableWith({ slopes: { log: (made) => (g) => [g.div(made.value)] } }),
  },
  "exponential's slope from its input": {
    looksLike: "The gradient of exp is multiplied by its input; the slope of exp is its output.",
    reread: "d exp(x)/dx = exp(x)",
    Variable: variableWith({ slopes: { exp: (made) => (g) => [g.mul(ofInput(made))] } }),
  },
  "tanh's slope from its input": {
    looksLike: "The slope of tanh is taken as 1 − x² with its input x; the square is of its output.",
    reread: "d tanh(x)/dx = 1 − tanh(x)²",
    Variable: variableWith({ slopes: { tanh: (made) => (g) => [g.sub(g.mul(ofInput(made).square()))] } }),
  },
  "relu's mask from the gradient": {
    looksLike: "relu cuts the gradient where the gradient is negative, not where its input is.",
    reread: "d relu(x)/dx = 1[x > 0]",
    Variable: variableWith({ slopes: { relu: () => (g) => [g.maximum(0)] } }),
  },
  "relu's mask left out": {
    looksLike: "relu hands the whole gradient back, also where its input is negative.",
    reread: "d relu(x)/dx = 1[x > 0]",
    Variable: variableWith({ slopes: { relu: () => (g) => [g] } }),
  },
  "relu's slope at 0 taken as 1": {
    looksLike: "relu lets the gradient through where its input is exactly 0.",
    reread: "d relu(x)/dx = 1[x > 0], with the slope 0 at 0",
    Variable: variableWith({ slopes: { relu: (made) => (g) => [g.mul(ofInput(made).greaterEqual(0))] } }),
  },
  "sum shared out": {
    looksLike: "The terms of a sum receive a share of the gradient each, as those of a mean do.",
    reread: "d(Σ x)/dx = 1",
    Variable: variableWith({
      slopes: {
        sum: (made) => (g) => made.pullback(g.mul(made.value.size / ofInput(made).size)),
      },
    }),
  },
  "mean like a sum": {
    looksLike: "The terms of a mean receive the whole gradient each, as those of a sum do.",
    reread: "mean(x) = (1/n) Σ x",
    Variable: variableWith({
      slopes: {
        mean: (made) => (g) => {
          const count = ofInput(made.inputs[0]!).size / made.value.size;
          return made.pullback(g.mul(count));
        },
      },
    }),
  },
  "transpose handed back by reshape": {
    looksLike: "The gradient of a transpose gets its old shape back, but the entries stay where they were moved to.",
    reread: "transpose: axis i of the result is axis axes[i], and so it must be undone",
    Variable: variableWith({ slopes: { transpose: (made) => (g) => [g.reshape(ofInput(made).shape)] } }),
  },
  "repeats overwritten": {
    looksLike: "An entry that gather picked twice keeps only the gradient of the last pick.",
    reread: "dL/dx = Σ_y (dy/dx)ᵀ dL/dy: every pick is a y",
    Variable: variableWith({
      slopes: {
        gather:
          (made, [indices, axis]) =>
          (g) => {
            const { shape, size } = ofInput(made);
            const received = zeros(shape);
            const positions = arange(size).reshape(shape).gather(indices!, axis);
            positions.data.forEach((position, i) => (received.data[position] = g.data[i]!));
            return [received];
          },
      },
    }),
  },
});
