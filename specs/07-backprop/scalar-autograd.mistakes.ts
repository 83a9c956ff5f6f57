import { type Operand, Value } from "#reference/07-backprop/scalar-autograd.ts";
import { mistakes } from "#graders/spec/authoring.ts";
import type { Value as Contract, ValueModule } from "./scalar-autograd.programs.ts";

type Operation = Exclude<keyof Contract, "data" | "grad" | "backward" | "zeroGrad">;

/** Other slopes, from what an operation made and the numbers that its operands, or its exponent, are. */
type Slopes = (made: Value, a: number, b: number) => readonly number[];

const operations: readonly Operation[] = [
  ...(["add", "sub", "mul", "div", "neg", "pow", "exp", "log", "tanh", "relu"] as const),
];

interface Changes {
  readonly slopes?: { readonly [operation in Operation]?: Slopes };
  readonly operations?: { readonly [operation in Operation]?: (x: Value, other: Operand) => Value };
  readonly backward?: (this: Value, gradOutput?: number) => void;
  readonly zeroGrad?: () => void;
}

/** A Value with other operations, with other slopes, or which walks back in another way. */
export function valueWith(changes: Changes): ValueModule["Value"] {
  const { slopes = {}, operations: others = {}, backward, zeroGrad } = changes;
  class Changed extends Value {}
  for (const operation of operations) {
    const right = Value.prototype[operation] as (other?: Operand) => Value;
    Object.defineProperty(Changed.prototype, operation, {
      value(this: Value, other: Operand = NaN): Value {
        const made = others[operation]?.(this, other) ?? right.call(this, other);
        const b = typeof other === "number" ? other : other.data;
        return new Changed(made.data, made.operands, slopes[operation]?.(made, this.data, b) ?? made.slopes);
      },
    });
  }
  if (backward) Changed.prototype.backward = backward;
  if (zeroGrad) Changed.prototype.zeroGrad = zeroGrad;
  return Changed;
}

/** The result, then its operands, then theirs, each where it is first met. */
function breadthFirst(result: Value): Value[] {
  const found = new Set([result]);
  for (const value of found) for (const operand of value.operands) found.add(operand);
  return [...found];
}

/** Each value before its operands. The search keeps a list of what is still to be visited. */
export function usesFirst(result: Value): Value[] {
  const order = new Set<Value>();
  const seen = new Set<Value>();
  const open = [result];
  while (open.length > 0) {
    const value = open.at(-1)!;
    if (!seen.has(value)) {
      seen.add(value);
      open.push(...value.operands.filter((operand) => !seen.has(operand)));
    } else order.add(open.pop()!);
  }
  return [...order].toReversed();
}

interface Walk {
  readonly order?: (result: Value) => Value[];
  readonly gather?: (sum: number | undefined, share: number) => number;
  readonly settle?: (value: Value, gradient: number) => number;
  readonly operandsOf?: (value: Value) => readonly Value[];
  readonly start?: (gradOutput: number) => number;
}

/** backward, with some of its rules replaced. */
export function walk({
  order = usesFirst,
  gather = (sum, share) => (sum ?? 0) + share,
  settle = (value, gradient) => value.grad + gradient,
  operandsOf = ({ operands }) => operands,
  start = (gradOutput) => gradOutput,
}: Walk) {
  return function (this: Value, gradOutput = 1): void {
    const gradients = new Map<Value, number>([[this, start(gradOutput)]]);
    for (const value of order(this)) {
      const gradient = gradients.get(value) ?? 0;
      value.grad = settle(value, gradient);
      for (const [place, operand] of operandsOf(value).entries())
        gradients.set(operand, gather(gradients.get(operand), gradient * value.slopes[place]!));
    }
  };
}

export default mistakes<ValueModule>({
  "gradient overwritten": {
    looksLike: "A gradient that arrives on a second way replaces the first instead of being added: x + x gives 1.",
    reread: "dL/dx = Σ_y dL/dy · dy/dx: a sum over all y",
    Value: valueWith({ backward: walk({ gather: (_, share) => share }) }),
  },
  "handed on too early": {
    looksLike: "A value hands its gradient on before all that was calculated from it has spoken.",
    reread: "dL/dx = Σ_y dL/dy · dy/dx: x has its gradient when every y has its own",
    Value: valueWith({ backward: walk({ order: breadthFirst }) }),
  },
  "operand counted once": {
    looksLike: "A value that is both operands of another gets the gradient of one of them only: x · x gives x.",
    reread: "over all y that were calculated directly from x, as often as they have x as operand",
    Value: valueWith({ backward: walk({ operandsOf: ({ operands }) => [...new Set(operands)] }) }),
  },
  "only the first operand": {
    looksLike: "The second operand of an operation gets no gradient.",
    reread: "dL/dx = Σ_y dL/dy · dy/dx over all y that have x as operand, also as their second",
    Value: valueWith({ backward: walk({ operandsOf: ({ operands }) => operands.slice(0, 1) }) }),
  },
  "old gradients flow again": {
    looksLike: "The second call of backward hands on what the first left inside the graph once more.",
    reread: "A second call adds the same once more: twice the gradient, not more",
    Value: valueWith({
      backward(this: Value, gradOutput = 1) {
        this.grad = gradOutput;
        for (const value of usesFirst(this))
          value.operands.forEach((operand, place) => (operand.grad += value.grad * value.slopes[place]!));
      },
    }),
  },
  "calls not added up": {
    looksLike: "Each call of backward replaces grad: what earlier calls brought is lost.",
    reread: "grad: what backward brought here, added up over its calls",
    Value: valueWith({ backward: walk({ settle: (_, gradient) => gradient }) }),
  },
  "zeroGrad without effect": {
    looksLike: "After zeroGrad the old gradient is still there, and the next call adds to it.",
    reread: "zeroGrad: sets the gradient of this value back to 0",
    Value: valueWith({ zeroGrad: () => undefined }),
  },
  "gradOutput ignored": {
    looksLike: "backward always starts with 1, whatever gradOutput is.",
    reread: "gradOutput: dL/d(this)",
    Value: valueWith({ backward: walk({ start: () => 1 }) }),
  },
  "stack too small for the recursion": {
    looksLike:
      "The search for what led to a result calls itself for every operand, and the stack overflows on a long sum.",
    reread: "A list of values still to be visited has no such limit",
    Value: valueWith({
      backward: walk({
        order: (result) => {
          const order = new Set<Value>();
          const visit = (value: Value): void => {
            if (order.has(value)) return;
            value.operands.forEach(visit);
            order.add(value);
          };
          visit(result);
          return [...order].toReversed();
        },
      }),
    }),
  },
  "slopes without the chain": {
    looksLike: "Every value hands back its slopes alone, without the gradient that arrived at it.",
    reread: "dL/dx = Σ_y dL/dy · dy/dx: the slope times the gradient of y",
    Value: valueWith({
      backward(this: Value, gradOutput = 1) {
        this.grad += gradOutput;
        for (const value of usesFirst(this))
          value.operands.forEach((operand, place) => (operand.grad += value.slopes[place]!));
      },
    }),
  },
  "difference turned round": {
    looksLike: "The first operand of a difference is subtracted from the second.",
    reread: "x.sub(y) is x − y",
    Value: valueWith({ operations: { sub: (x, other) => x.neg().add(other) } }),
  },
  "quotient turned round": {
    looksLike: "The second operand of a quotient is divided by the first.",
    reread: "x.div(y) is x / y",
    Value: valueWith({ operations: { div: (x, other) => x.pow(-1).mul(other) } }),
  },
  "difference without its minus": {
    looksLike: "The second operand of a difference receives the gradient with a plus.",
    reread: "d(x − y)/dy = −1",
    Value: valueWith({ slopes: { sub: () => [1, 1] } }),
  },
  "own factor for the other": {
    looksLike: "Each operand of a product receives the gradient times its own value, not times the other's.",
    reread: "d(x y)/dx = y",
    Value: valueWith({ slopes: { mul: (_made, a, b) => [a, b] } }),
  },
  "quotient without its minus": {
    looksLike: "The divisor of a quotient receives its gradient with a plus.",
    reread: "d(x / y)/dy = −x / y²",
    Value: valueWith({ slopes: { div: (_made, a, b) => [1 / b, a / b ** 2] } }),
  },
  "divisor not squared": {
    looksLike: "The slope of a quotient with respect to its divisor is taken as −x / y.",
    reread: "d(x / y)/dy = −x / y²",
    Value: valueWith({ slopes: { div: (_made, a, b) => [1 / b, -a / b] } }),
  },
  "exponent not lowered": {
    looksLike: "The slope of a power is n xⁿ: the exponent is not lowered by one.",
    reread: "d(xⁿ)/dx = n xⁿ⁻¹",
    Value: valueWith({ slopes: { pow: (made, _a, n) => [n * made.data] } }),
  },
  "exponent not in front": {
    looksLike: "The slope of a power is xⁿ⁻¹: the factor n is missing.",
    reread: "d(xⁿ)/dx = n xⁿ⁻¹",
    Value: valueWith({ slopes: { pow: (_made, a, n) => [a ** (n - 1)] } }),
  },
  "logarithm's slope from its output": {
    looksLike: "The slope of log is one over its output; it is one over its input.",
    reread: "d log(x)/dx = 1 / x",
    Value: valueWith({ slopes: { log: (made) => [1 / made.data] } }),
  },
  "exponential's slope from its input": {
    looksLike: "The gradient of exp is multiplied by its input; the slope of exp is its output.",
    reread: "d exp(x)/dx = exp(x)",
    Value: valueWith({ slopes: { exp: (_made, a) => [a] } }),
  },
  "tanh's slope from its input": {
    looksLike: "The slope of tanh is taken as 1 − x² with its input x; the square is of its output.",
    reread: "d tanh(x)/dx = 1 − tanh(x)²",
    Value: valueWith({ slopes: { tanh: (_made, a) => [1 - a ** 2] } }),
  },
  "slope of sigmoid for tanh": {
    looksLike: "The slope of tanh is taken as t (1 − t), which is that of the sigmoid.",
    reread: "d tanh(x)/dx = 1 − tanh(x)²",
    Value: valueWith({ slopes: { tanh: ({ data }) => [data * (1 - data)] } }),
  },
  "relu's mask left out": {
    looksLike: "relu hands the whole gradient back, also where its input is negative.",
    reread: "d relu(x)/dx = 1[x > 0]",
    Value: valueWith({ slopes: { relu: () => [1] } }),
  },
  "relu's slope at 0 taken as 1": {
    looksLike: "relu lets the gradient through where its input is exactly 0.",
    reread: "d relu(x)/dx = 1[x > 0], with the slope 0 at 0",
    Value: valueWith({ slopes: { relu: (_made, a) => [a >= 0 ? 1 : 0] } }),
  },
  "relu gives the size": {
    looksLike: "relu turns negative numbers into positive ones; it sets them to 0.",
    reread: "relu(x) = max(0, x)",
    Value: valueWith({ operations: { relu: (x) => (x.data > 0 ? x.mul(1) : x.neg()) } }),
  },
  "logarithm to the base 2": {
    looksLike: "log is taken to the base 2; the natural logarithm is asked for.",
    reread: "the natural logarithm, with the slope 1/x",
    Value: valueWith({ operations: { log: (x) => new Value(Math.log2(x.data), [x], [Math.LOG2E / x.data]) } }),
  },
});
