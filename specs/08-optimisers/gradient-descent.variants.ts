import { Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { GradientDescent, miniBatchDescent } from "#reference/08-optimisers/gradient-descent.ts";
import type { GradientDescentModule } from "./gradient-descent.programs.ts";

export default variants<GradientDescentModule>({
  "entry by entry, example by example": {
    GradientDescent: class extends GradientDescent {
      override step(parameters: readonly Tensor[], gradients: readonly Tensor[]): Tensor[] {
        super.step(parameters, gradients); // refuses what does not fit
        return parameters.map((parameter, index) =>
          parameter.map((value, entry) => value - this.options.learningRate * gradients[index]!.data[entry]!),
        );
      }
    },
    miniBatchDescent: (input, target, order, options = {}) => {
      miniBatchDescent(input, target, order, options); // refuses what is wrong
      const { learningRate = 0.001, batchSize = target.size } = options;
      const weight = new Float64Array(input.shape[1]!);
      for (let epoch = 0; epoch < order.shape[0]!; epoch++) {
        for (let start = 0; start < target.size; start += batchSize) {
          const batch = [...order.slice(epoch, [start, start + batchSize]).data];
          const slope = weight.map(() => 0);
          for (const n of batch) {
            const example = input.slice(n).data;
            const output = example.reduce((sum, x, d) => sum + x * weight[d]!, 0);
            for (const [d, x] of example.entries()) slope[d]! += ((output - target.at(n)) * x) / batch.length;
          }
          for (const [d, s] of slope.entries()) weight[d]! -= learningRate * s;
        }
      }
      return new Tensor(weight, [weight.length]);
    },
  },
});
