import { inputs } from "#graders/spec/authoring.ts";

export default inputs({
  conv2d(draw) {
    const [channels, maps] = [draw.size(1, 3), draw.size(1, 3)];
    const [height, width] = [draw.size(1, 3), draw.size(1, 3)];
    const stride = draw.pick([1, 1, 2, 3]);
    const padding = draw.integer(0, 2);
    const rows = Math.max(1, height - 2 * padding) + draw.integer(0, 3);
    const columns = Math.max(1, width - 2 * padding) + draw.integer(1, 4);
    return {
      x: draw.tensor([draw.size(1, 3), channels, rows, columns]),
      weight: draw.tensor([maps, channels, height, width]),
      bias: draw.tensor([maps]),
      options: {
        ...(stride === 1 && draw.boolean() ? {} : { stride }),
        ...(padding === 0 && draw.boolean() ? {} : { padding }),
      },
    };
  },
});
