import type { Draw } from "#graders/spec/authoring.ts";

/** Windows with options, and without. */
export function pooling(draw: Draw) {
  return draw.boolean() ? withOptions(draw) : withoutOptions(draw);
}

/** Strides below, at and above the window's size, and rests that floor drops. */
function withOptions(draw: Draw) {
  const kernelSize = draw.pick([1, 2, 2, 3, 4]);
  const padding = draw.integer(0, Math.floor(kernelSize / 2));
  const stride = draw.pick([1, 2, 3]);
  const room = Math.max(1, kernelSize - 2 * padding);
  const image = [room + draw.integer(0, 4), room + draw.integer(1, 5)];
  return {
    input: draw.tensor([draw.size(1, 3), draw.size(1, 3), ...image]),
    kernelSize,
    options: {
      ...(stride === kernelSize && draw.boolean() ? {} : { stride }),
      ...(padding === 0 && draw.boolean() ? {} : { padding }),
    },
  };
}

/** The window moves on by its own size. */
function withoutOptions(draw: Draw) {
  const kernelSize = draw.pick([2, 3]);
  const image = [kernelSize + draw.integer(0, 4), kernelSize + draw.integer(1, 6)];
  return { input: draw.tensor([draw.size(1, 3), draw.size(1, 3), ...image]), kernelSize, options: {} };
}
