import { inputs } from "#graders/spec/authoring.ts";

/** Turns beyond a right angle, and factors on both sides of 1. */
export default inputs({
  crop: (draw) => {
    const [height, width] = [draw.size(2, 6), draw.size(2, 6)];
    const options = draw.leavesOut() ? {} : { padding: draw.integer(0, 2) };
    const border = 2 * (options.padding ?? 0);
    const window = { height: draw.integer(1, height), width: draw.integer(1, width) };
    return {
      images: draw.tensor([draw.size(1, 3), draw.size(1, 3), height, width], 0, 1),
      window: {
        ...window,
        top: draw.integer(0, height + border - window.height),
        left: draw.integer(0, width + border - window.width),
      },
      options,
    };
  },
  warped: (draw) => {
    const kind = draw.pick(["rotate", "zoom"]);
    return {
      kind,
      images: draw.tensor([draw.size(1, 2), draw.size(1, 3), draw.size(2, 6), draw.size(2, 6)], 0, 1),
      amount: kind === "rotate" ? draw.number(-170, 170) : draw.number(0.4, 2.6),
    };
  },
  adjusted: (draw) => ({
    kind: draw.pick(["brightness", "contrast", "saturation"]),
    images: draw.tensor([draw.size(1, 3), 3, draw.size(1, 4), draw.size(1, 4)], 0, 1),
    factor: draw.number(0, 1.8),
  }),
});
