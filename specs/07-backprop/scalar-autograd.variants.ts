import { type Operand, Value } from "#reference/07-backprop/scalar-autograd.ts";
import { variants } from "#graders/spec/authoring.ts";
import { usesFirst, valueWith, walk } from "./scalar-autograd.mistakes.ts";
import type { ValueModule } from "./scalar-autograd.programs.ts";

const asValue = (operand: Operand): Value => (operand instanceof Value ? operand : new Value(operand));

export default variants<ValueModule>({
  "order by depth-first search": { Value: valueWith({ backward: walk({ order: usesFirst }) }) },
  "grad set back inside the graph before each walk": {
    Value: valueWith({
      // The value of an operation that is asked twice keeps no sum over calls then; only what the graph begins with does.
      backward(this: Value, gradOutput = 1) {
        const order = usesFirst(this);
        for (const value of order) if (value.operands.length > 0) value.grad = 0;
        this.grad = gradOutput;
        for (const value of order)
          value.operands.forEach((operand, place) => (operand.grad += value.grad * value.slopes[place]!));
      },
    }),
  },
  "differences, quotients and tanh made of other operations": {
    Value: valueWith({
      operations: {
        sub: (x, other) => x.add(asValue(other).mul(-1)),
        div: (x, other) => x.mul(asValue(other).pow(-1)),
        tanh: (x) => x.mul(-2).exp().add(1).pow(-1).mul(2).add(-1),
      },
    }),
  },
});
