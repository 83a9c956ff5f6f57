import { type Operand, Variable } from "#reference/07-backprop/tensor-autograd.ts";
import { variants } from "#graders/spec/authoring.ts";
import { variableWith, walk } from "./tensor-autograd.mistakes.ts";
import type { AutogradModule } from "./tensor-autograd.programs.ts";

/** Every variable before its inputs, found by depth-first search. */
function topologicalOrder(result: Variable): Variable[] {
  const order = new Set<Variable>();
  const visit = (variable: Variable): void => {
    if (order.has(variable)) return;
    variable.inputs.forEach(visit);
    order.add(variable);
  };
  visit(result);
  return [...order].toReversed();
}

const asVariable = (operand: Operand): Variable => (operand instanceof Variable ? operand : new Variable(operand));

export default variants<AutogradModule>({
  "order by depth-first search": { Variable: variableWith({ backward: walk({ order: topologicalOrder }) }) },
  "differences, quotients and tanh made of other operations": {
    Variable: variableWith({
      operations: {
        sub: (x, other) => x.add(asVariable(other).mul(-1)),
        div: (x, other) => x.mul(asVariable(other).pow(-1)),
        tanh: (x) => x.mul(-2).exp().add(1).pow(-1).mul(2).add(-1),
      },
    }),
  },
});
