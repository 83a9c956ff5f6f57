import { zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Nadam } from "#reference/08-optimisers/nadam.ts";
import { nadamWith } from "./nadam.mistakes.ts";
import type { NadamModule } from "./nadam.programs.ts";

export default variants<NadamModule>({
  "products worked out anew at each step": { Nadam: nadamWith() },
  "two steps one after the other, as PyTorch takes them": {
    Nadam: class extends Nadam {
      readonly state: { product: number; time: number; m: Tensor[]; v: Tensor[] } = {
        product: 1,
        time: 0,
        m: [],
        v: [],
      };
      override step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        super.step(parameters, gradients); // refuses what does not fit
        const { learningRate, beta1, beta2, epsilon, momentumDecay } = this.options;
        const { state } = this;
        state.time += 1;
        const [mu, next] = [0, 1].map((k) => beta1 * (1 - 0.5 * 0.96 ** ((state.time + k) * momentumDecay))) as [
          number,
          number,
        ];
        state.product *= mu;
        return parameters.map((parameter, index) => {
          const g = gradients[index]!;
          const m = (state.m[index] ??= zeros(parameter.shape));
          const v = (state.v[index] ??= zeros(parameter.shape));
          state.m[index] = m.add(g.sub(m).mul(1 - beta1));
          state.v[index] = v.mul(beta2).add(g.mul(g).mul(1 - beta2));
          const root = state.v[index]
            .div(1 - beta2 ** state.time)
            .sqrt()
            .add(epsilon);
          const byGradient = g.div(root).mul((-learningRate * (1 - mu)) / (1 - state.product));
          const byMean = state.m[index].div(root).mul((-learningRate * next) / (1 - state.product * next));
          return parameter.add(byGradient).add(byMean);
        });
      }
    },
  },
});
