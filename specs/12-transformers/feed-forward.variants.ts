import { stack, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { feedForward, feedForwardBackward } from "#reference/12-transformers/feed-forward.ts";

export default variants<typeof import("#reference/12-transformers/feed-forward.ts")>({
  "position by position": {
    feedForward: (input, parameters, options) => {
      const rows = input.reshape([-1, input.shape.at(-1)!]);
      const results = Array.from({ length: rows.shape[0]! }, (_, row) =>
        feedForward(rows.slice(row), parameters, options),
      );
      return stack(results).reshape(input.shape);
    },
    feedForwardBackward: (input, parameters, gradOutput, options) => {
      const [rows, gradRows] = [input, gradOutput].map((x) => x.reshape([-1, 1, x.shape.at(-1)!])) as [Tensor, Tensor];
      const each = Array.from({ length: rows.shape[0]! }, (_, row) =>
        feedForwardBackward(rows.slice(row), parameters, gradRows.slice(row), options),
      );
      const total = (pick: (gradients: (typeof each)[number]["gradParameters"]) => Tensor): Tensor =>
        each.map(({ gradParameters }) => pick(gradParameters)).reduce((sum, gradient) => sum.add(gradient));
      return {
        gradInput: stack(each.map(({ gradInput }) => gradInput)).reshape(input.shape),
        gradParameters: {
          weightHidden: total((gradients) => gradients.weightHidden),
          biasHidden: total((gradients) => gradients.biasHidden),
          weightOutput: total((gradients) => gradients.weightOutput),
          biasOutput: total((gradients) => gradients.biasOutput),
        },
      };
    },
  },
});
