import { concatenate, type Tensor } from "#tensor";
import { conv2d } from "#reference/10-convolutional-networks/conv2d.ts";
import { inceptionModule } from "#reference/10-convolutional-networks/inception-module.ts";
import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/10-convolutional-networks/inception-module.ts")>({
  "the 1 × 1 convolutions of the image as one": {
    inceptionModule: (input, p) => {
      inceptionModule(input, p); // refuses what it must
      const weights = concatenate([p.weight1, p.weightReduce3, p.weightReduce5], 0);
      const mixed = conv2d(input, weights, concatenate([p.bias1, p.biasReduce3, p.biasReduce5], 0)).maximum(0);
      const [one, reduced3] = [p.weight1.shape[0]!, p.weightReduce3.shape[0]!];
      const three = conv2d(mixed.slice(null, [one, one + reduced3]), p.weight3, p.bias3, { padding: 1 });
      const five = conv2d(mixed.slice(null, [one + reduced3, mixed.shape[1]!]), p.weight5, p.bias5, { padding: 2 });
      const larger = (x: Tensor, axis: number): Tensor => {
        const size = x.shape[axis]!;
        const at = (first: number, last: number) =>
          (axis === 2 ? [null, null, [first, last]] : [null, null, null, [first, last]]) as [
            null,
            null,
            [number, number],
          ];
        const before = concatenate([x.slice(...at(0, 1)), x.slice(...at(0, size - 1))], axis);
        const behind = concatenate([x.slice(...at(1, size)), x.slice(...at(size - 1, size))], axis);
        return x.maximum(before).maximum(behind);
      };
      const last = conv2d(larger(larger(input, 2), 3), p.weightPool, p.biasPool);
      return concatenate([mixed.slice(null, [0, one]), three, five, last], 1).maximum(0);
    },
  },
});
