import { stack } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  weightImage: (draw) => {
    const [height, width, units] = [draw.size(1, 5), draw.size(1, 5), draw.size(1, 4)];
    // Units of different strength, some all positive or all negative, now and then one of zeros.
    const unit = () => {
      const [low, high] = draw.pick([
        [-3, 3],
        [-3, 3],
        [0.5, 2],
        [-2, -0.5],
        [-0.125, 0.25],
      ] as const);
      return draw.tensor([height * width], low, high).mul(draw.integer(0, 7) === 0 ? 0 : 1);
    };
    return { weight: stack(Array.from({ length: units }, unit)), height, width };
  },
});
