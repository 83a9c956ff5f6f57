import { zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { weightImage } from "#reference/01-neurons/weight-image.ts";

export default variants<typeof import("#reference/01-neurons/weight-image.ts")>({
  "pixel by pixel": {
    weightImage: (weight, height, width) => {
      const { shape, size } = weightImage(weight, height, width); // refuses what does not fit
      const pixels = height * width;
      return zeros(shape).map((_, index) => {
        const unit = Math.floor(index / (size / shape[0]!));
        const channel = Math.floor(index / pixels) % 2;
        const entry = weight.at(unit, index % pixels) * (channel === 0 ? 1 : -1);
        const largest = Math.max(...weight.slice(unit).abs().data);
        return entry > 0 ? Math.floor((entry / largest) * 255 + 0.5) : 0;
      });
    },
  },
});
