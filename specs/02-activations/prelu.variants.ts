import { Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { prelu as checked } from "#reference/02-activations/prelu.ts";

export default variants<typeof import("#reference/02-activations/prelu.ts")>({
  "channels moved to the last axis, where [C] broadcasts": {
    prelu(input, slope) {
      checked(input, slope);
      const shared = slope.size === 1;
      const order = input.shape.map((_, axis) => axis);
      const last = shared ? order : [...order.filter((axis) => axis !== 1), 1];
      const back = order.map((axis) => last.indexOf(axis));
      const moved = input.transpose(last);
      return moved
        .maximum(0)
        .add(moved.minimum(0).mul(slope.reshape([-1])))
        .transpose(back);
    },
  },
  "gradients entry by entry": {
    preluBackward(input, slope, gradOutput) {
      checked(input, slope);
      const perChannel = input.shape.slice(2).reduce((size, length) => size * length, 1);
      const ofEntry = (entry: number): number =>
        slope.size === 1 ? 0 : Math.floor(entry / perChannel) % input.shape[1]!;
      const gradSlope = slope.data.map(() => 0);
      const gradInput = input.map((x, entry) => {
        if (x > 0) return gradOutput.data[entry]!;
        gradSlope[ofEntry(entry)]! += gradOutput.data[entry]! * x;
        return gradOutput.data[entry]! * slope.data[ofEntry(entry)]!;
      });
      return { gradInput, gradSlope: new Tensor(gradSlope, slope.shape) };
    },
  },
});
