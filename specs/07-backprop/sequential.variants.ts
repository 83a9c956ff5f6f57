import type { Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Linear, type Layer } from "#reference/07-backprop/sequential.ts";
import { Variable } from "#reference/07-backprop/tensor-autograd.ts";
import type { SequentialModule } from "./sequential.programs.ts";

/** A layer that keeps the graph of its last forward pass, and lets that go back. */
class Recorded {
  input: Variable | undefined;
  output: Variable | undefined;
  record(input: Tensor, calculate: (input: Variable) => Variable): Tensor {
    this.input = new Variable(input);
    this.output = calculate(this.input);
    return this.output.value;
  }
  goBack(gradOutput: Tensor): Tensor {
    if (!this.input || !this.output) throw new Error("backward: expected a call of forward.");
    this.input.zeroGrad();
    this.output.backward(gradOutput);
    return this.input.grad;
  }
}

export default variants<SequentialModule>({
  "layers on automatic differentiation": {
    Linear: class implements Layer {
      readonly #recorded = new Recorded();
      #variables: readonly Variable[];
      constructor(weight: Tensor, bias: Tensor) {
        this.#variables = [new Variable(weight), new Variable(bias)];
      }
      get parameters(): readonly Tensor[] {
        return this.#variables.map(({ value }) => value);
      }
      set parameters(parameters: readonly Tensor[]) {
        new Linear(...(this.parameters as [Tensor, Tensor])).parameters = parameters; // refuses what does not fit
        this.#variables = parameters.map((value) => new Variable(value));
      }
      get gradients(): readonly Tensor[] {
        return this.#variables.map(({ grad }) => grad);
      }
      forward(input: Tensor): Tensor {
        const [weight, bias] = this.#variables as [Variable, Variable];
        return this.#recorded.record(input, (x) => x.matmul(weight.transpose()).add(bias));
      }
      backward(gradOutput: Tensor): Tensor {
        for (const variable of this.#variables) variable.zeroGrad();
        return this.#recorded.goBack(gradOutput);
      }
    },
    Tanh: class implements Layer {
      readonly #recorded = new Recorded();
      readonly parameters: readonly Tensor[] = [];
      readonly gradients: readonly Tensor[] = [];
      forward(input: Tensor): Tensor {
        return this.#recorded.record(input, (x) => x.tanh());
      }
      backward(gradOutput: Tensor): Tensor {
        return this.#recorded.goBack(gradOutput);
      }
    },
  },
});
