import { stack, where, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { weightImage } from "#reference/01-neurons/weight-image.ts";

/** The same picture with other steps: what the weights are divided by, and how shares become pixels. */
function imageWith(change: {
  scale?: (weight: Tensor) => Tensor;
  channels?: (relative: Tensor) => readonly Tensor[];
  pixel?: (share: number) => number;
}): typeof weightImage {
  return (weight, height, width) => {
    const shape = weightImage(weight, height, width).shape; // refuses what does not fit
    const largest = (change.scale ?? ((all) => all.abs().max(1, { keepDims: true })))(weight);
    const relative = weight.div(where(largest.equal(0), 1, largest));
    const bothSigns = (all: Tensor): readonly Tensor[] => [all.maximum(0), all.neg().maximum(0)];
    const channels = stack((change.channels ?? bothSigns)(relative), 1);
    return channels.map(change.pixel ?? ((share) => Math.round(255 * share))).reshape(shape);
  };
}

const own = (channel: Tensor): Tensor => {
  const largest = channel.max(1, { keepDims: true });
  return channel.div(where(largest.equal(0), 1, largest));
};

export default mistakes<typeof import("#reference/01-neurons/weight-image.ts")>({
  "one scale for all units": {
    looksLike: "The largest weight of all units is 255, so units with small weights are dark.",
    reread: "max |w|: the largest of the unit",
    weightImage: imageWith({ scale: (weight) => weight.abs().max().reshape([1, 1]) }),
  },
  "a scale for each channel": {
    looksLike: "Positive and negative weights are scaled apart: both channels reach 255.",
    reread: "max |w|: one scale for both channels",
    weightImage: imageWith({ channels: (relative) => [own(relative.maximum(0)), own(relative.neg().maximum(0))] }),
  },
  "largest positive weight": {
    looksLike: "The scale is the largest weight, not the largest size: negative weights beyond it exceed 255.",
    reread: "max |w|: the sign is dropped first",
    weightImage: imageWith({ scale: (weight) => weight.max(1, { keepDims: true }) }),
  },
  "channels exchanged": {
    looksLike: "Negative weights are in channel 0, positive ones in channel 1.",
    reread: "channel 0 for positive weights and channel 1 for negative ones",
    weightImage: imageWith({ channels: (relative) => [relative.neg().maximum(0), relative.maximum(0)] }),
  },
  "negative light": {
    looksLike: "Channel 1 holds negative numbers: the weights as they are, not their size.",
    reread: "pixel = round(255 |w| / max |w|)",
    weightImage: imageWith({ channels: (relative) => [relative.maximum(0), relative.minimum(0)] }),
  },
  "both channels hold every size": {
    looksLike: "Every weight is lit in both channels, whatever its sign.",
    reread: "channel 0 for positive weights and channel 1 for negative ones",
    weightImage: imageWith({ channels: (relative) => [relative.abs(), relative.abs()] }),
  },
  "cut off, not rounded": {
    looksLike: "Digits behind the point are cut off; the nearest integer was asked for.",
    reread: "pixel = round(…)",
    weightImage: imageWith({ pixel: (share) => Math.floor(255 * share) }),
  },
  "scaled to 256": {
    looksLike: "The largest weight becomes 256, one more than a pixel can hold.",
    reread: "255 |w| / max |w|",
    weightImage: imageWith({ pixel: (share) => Math.round(256 * share) }),
  },
  "column by column": {
    looksLike: "The weights fill the image column by column.",
    reread: "inputs in the order of the image's rows",
    weightImage: (weight, height, width) => weightImage(weight, width, height).transpose([0, 1, 3, 2]),
  },
  "height and width exchanged": {
    looksLike: "The image has W rows and H columns.",
    reread: "[K, 2, H, W]",
    weightImage: (weight, height, width) => weightImage(weight, width, height),
  },
  "zero divided by zero": {
    looksLike: "A unit whose weights are all 0 is divided by its largest weight, 0.",
    reread: "weights of 0 are black in both channels",
    weightImage: (weight, height, width) => {
      const nothing = weight.abs().max(1).equal(0).reshape([-1, 1, 1, 1]);
      return where(nothing, NaN, weightImage(weight, height, width));
    },
  },
  "multiplied first": {
    looksLike: "The weights are multiplied by 255 before they are divided, which overflows for the largest numbers.",
    reread: "|w| / max |w| lies in [0, 1] whatever the weights",
    weightImage: (weight, height, width) => {
      const shape = weightImage(weight, height, width).shape;
      const largest = weight.abs().max(1, { keepDims: true });
      const scaled = weight.mul(255).div(where(largest.equal(0), 1, largest));
      return stack([scaled.maximum(0), scaled.neg().maximum(0)], 1)
        .map(Math.round)
        .reshape(shape);
    },
  },
});
