import { concatenate, Random, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  addNoise,
  adjustBrightness,
  adjustContrast,
  adjustSaturation,
  augment,
  crop,
  flip,
  rotate,
  zoom,
} from "#reference/05-data/augment.ts";

type Module = typeof import("#reference/05-data/augment.ts");

const weights = tensor([0.2989, 0.587, 0.114]).reshape([3, 1, 1]);
const grey = (images: Tensor): Tensor => images.mul(weights).sum(1, { keepDims: true });
const mixed = (images: Tensor, other: Tensor | number, factor: number): Tensor =>
  images
    .mul(factor)
    .add(tensor(1 - factor).mul(other))
    .clip(0, 1);

interface Draws {
  readonly isFlipped: boolean;
  readonly top: number;
  readonly left: number;
  readonly factor: number;
}

interface Options {
  readonly flip: number;
  readonly padding: number;
  readonly brightness: number;
}

const usual = (random: Random, { flip: chance, padding, brightness }: Options): Draws => ({
  isFlipped: random.number() < chance,
  top: random.integer(0, 2 * padding + 1),
  left: random.integer(0, 2 * padding + 1),
  factor: 1 + brightness * (2 * random.number() - 1),
});

const change = (image: Tensor, { isFlipped, top, left, factor }: Draws, padding: number): Tensor => {
  const [height, width] = image.shape.slice(2) as [number, number];
  const turned = isFlipped ? flip(image) : image;
  return adjustBrightness(crop(turned, { top, left, height, width }, { padding }), factor);
};

/** Augmentation in which each image's draws, or what is done with them, are other ones. */
function augmentWith(draws: typeof usual, apply = change): Module["augment"] {
  return (images, random, { flip: chance = 0.5, padding = 2, brightness = 0.2 } = {}) => {
    const options = { flip: chance, padding, brightness };
    augment(images.slice([0, 1]), new Random(1), options); // refuses what it must
    return concatenate(
      [...Array(images.shape[0]).keys()].map((n) => apply(images.slice([n, n + 1]), draws(random, options), padding)),
    );
  };
}

/** Noise of another kind, drawn for each call by the generator that it gets. */
function noiseOf(draw: (images: Tensor, random: Random, std: number) => Tensor): Module["addNoise"] {
  return (images, random, { std = 0.1 } = {}) => images.add(draw(images, random, std)).clip(0, 1);
}

export default mistakes<Module>({
  "top and bottom exchanged": {
    looksLike: "A horizontal flip turns the image upside down, and a vertical one exchanges left and right.",
    reread: "y[h, w] = x[h, W − 1 − w]: horizontal",
    flip: (images, { direction = "horizontal" } = {}) =>
      flip(images, { direction: direction === "horizontal" ? "vertical" : "horizontal" }),
  },
  "direction ignored": {
    looksLike: "The flip is horizontal, whatever was asked for.",
    reread: "options.direction: which way",
    flip: (images) => flip(images),
  },
  "half a turn": {
    looksLike: "Both axes are reversed: the image is turned by 180 degrees, not mirrored.",
    reread: "y[h, w] = x[h, W − 1 − w]: rows stay",
    flip: (images, options) => {
      flip(images, options);
      return flip(flip(images), { direction: "vertical" });
    },
  },
  "window in the image without border": {
    looksLike: "The window is counted from the first pixel of the image, not from the corner of its border.",
    reread: "x̄ the padded image, whose corner is x̄[0, 0]",
    crop: (images, window, options = {}) => {
      crop(images, window, options);
      const { padding = 0 } = options;
      return crop(
        images,
        { ...window, top: window.top + padding, left: window.left + padding },
        { padding: 3 * padding },
      );
    },
  },
  "top and left exchanged": {
    looksLike: "top counts columns and left counts rows.",
    reread: "y[h, w] = x̄[top + h, left + w]",
    crop: (images, window, options = {}) => {
      crop(images, window, options);
      const reach = 20 + (options.padding ?? 0);
      return crop(images, { ...window, top: window.left + 20, left: window.top + 20 }, { padding: reach });
    },
  },
  "border on two sides only": {
    looksLike: "The border lies above and to the left; below and to the right there is none.",
    reread: "a border of zeros round it",
    crop: (images, window, options = {}) => {
      crop(images, window, options);
      const [height, width] = images.shape.slice(2) as [number, number];
      const { padding = 0 } = options;
      const border = crop(images, { top: 0, left: 0, height: height + padding, width: width + padding }, { padding });
      return border.slice(
        null,
        null,
        [window.top, window.top + window.height],
        [window.left, window.left + window.width],
      );
    },
  },
  "window cut short": {
    looksLike: "A window that reaches beyond the image is cut short, and nobody is told.",
    reread: "@throws RangeError: the window is not inside the padded image",
    crop: (images, { top, left, height, width }, { padding = 0 } = {}) =>
      images
        .pad([
          [0, 0],
          [0, 0],
          [padding, padding],
          [padding, padding],
        ])
        .slice(null, null, [top, top + height], [left, left + width]),
  },
  clockwise: {
    looksLike: "The image is turned clockwise.",
    reread: "counter-clockwise as one looks at them: rows count downward",
    rotate: (images, degrees) => rotate(images, -degrees),
  },
  "degrees for radians": {
    looksLike: "The sine is taken of degrees, which are not converted to radians.",
    reread: "degrees: φ, 180 of them are π",
    rotate: (images, degrees) => rotate(images, (degrees * 180) / Math.PI),
  },
  "nearest pixel": {
    looksLike: "The nearest pixel is taken; nothing is interpolated.",
    reread: "Between four pixels the value is interpolated (bilinear)",
    rotate: (images, degrees) => {
      rotate(images, degrees);
      const [height, width] = images.shape.slice(2) as [number, number];
      const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
      const [middleRow, middleColumn] = [(height - 1) / 2, (width - 1) / 2];
      return images.map((_, index) => {
        const [plane, h, w] = [
          Math.floor(index / (height * width)),
          Math.floor(index / width) % height,
          index % width,
        ] as const;
        const row = Math.round(middleRow + sin * (w - middleColumn) + cos * (h - middleRow));
        const column = Math.round(middleColumn + cos * (w - middleColumn) - sin * (h - middleRow));
        const inside = row >= 0 && row < height && column >= 0 && column < width;
        return inside ? images.data[(plane * height + row) * width + column]! : 0;
      });
    },
  },
  "turned about another point": {
    looksLike: "The image is turned about (H/2, W/2), half a pixel beside its centre.",
    reread: "c_h = (H − 1)/2, c_w = (W − 1)/2",
    rotate: (images, degrees) => {
      const wider = images.pad([
        [0, 0],
        [0, 0],
        [0, 1],
        [0, 1],
      ]);
      return rotate(wider, degrees).slice(null, null, [0, -1], [0, -1]);
    },
  },
  "edges repeated": {
    looksLike: "What comes from outside the image is a copy of its edge.",
    reread: "What comes from outside is 0",
    rotate: (images, degrees) => {
      const around = (size: number): number[] =>
        [...Array(3 * size).keys()].map((i) => Math.min(Math.max(i - size, 0), size - 1));
      const [height, width] = images.shape.slice(2) as [number, number];
      const wide = images.gather(around(height), 2).gather(around(width), 3);
      return rotate(wide, degrees).slice(null, null, [height, 2 * height], [width, 2 * width]);
    },
  },
  "smaller for larger": {
    looksLike: "A factor of 2 shows everything half as large.",
    reread: "y[h, w] = x(c_h + (h − c_h)/z, …): divided by z",
    zoom: (images, factor) => {
      zoom(images, factor);
      return zoom(images, 1 / factor);
    },
  },
  "enlarged from the corner": {
    looksLike: "The first pixel stays where it is, instead of the centre.",
    reread: "y[h, w] = x(c_h + (h − c_h)/z, …) with c_h = (H − 1)/2",
    zoom: (images, factor) => {
      const [height, width] = images.shape.slice(2) as [number, number];
      const corner = images.pad([
        [0, 0],
        [0, 0],
        [height - 1, 0],
        [width - 1, 0],
      ]);
      return zoom(corner, factor).slice(null, null, [height - 1, null], [width - 1, null]);
    },
  },
  "any factor enlarges": {
    looksLike: "A factor that is 0 or negative is taken as it is.",
    reread: "factor: z, above 0",
    zoom: (images, factor) => (factor > 0 && Number.isFinite(factor) ? zoom(images, factor) : images),
  },
  "only one direction enlarged": {
    looksLike: "The image is stretched sideways only; rows stay where they are.",
    reread: "y[h, w] = x(c_h + (h − c_h)/z, c_w + (w − c_w)/z): both",
    zoom: (images, factor) => {
      zoom(images, factor);
      const rows = [...Array(images.shape[2]).keys()].map((h) => zoom(images.slice(null, null, [h, h + 1]), factor));
      return concatenate(rows, 2);
    },
  },
  "brightness added": {
    looksLike: "f − 1 is added to every value, as TensorFlow does; here f is a factor.",
    reread: "y = clip(f x, 0, 1)",
    adjustBrightness: (images, factor) => {
      adjustBrightness(images, factor);
      return images.add(factor - 1).clip(0, 1);
    },
  },
  "values above 1": {
    looksLike: "What becomes brighter than white is not cut off.",
    reread: "y = clip(f x, 0, 1)",
    adjustBrightness: (images, factor) => {
      adjustBrightness(images, factor);
      return images.mul(factor);
    },
  },
  "mean of the batch": {
    looksLike: "The mean grey is that of the whole batch, so that other images change the result.",
    reread: "m_n the mean of image n's grey",
    adjustContrast: (images, factor) => {
      adjustContrast(images, factor);
      return mixed(images, grey(images).mean(), factor);
    },
  },
  "mean of each channel": {
    looksLike: "Each channel has a mean of its own, as in TensorFlow, so that colours are lost with the contrast.",
    reread: "m_n the mean of image n's grey",
    adjustContrast: (images, factor) => {
      adjustContrast(images, factor);
      return mixed(images, images.mean([2, 3], { keepDims: true }), factor);
    },
  },
  "contrast around one half": {
    looksLike: "Values move away from 0.5, not from the image's own mean grey.",
    reread: "y = clip(f x + (1 − f) m_n, 0, 1)",
    adjustContrast: (images, factor) => {
      adjustContrast(images, factor);
      return mixed(images, 0.5, factor);
    },
  },
  "mean that is not grey": {
    looksLike: "The mean is that of all values, as if red, green and blue were equally bright.",
    reread: "the mean of image n's grey, 0.2989 R + 0.587 G + 0.114 B",
    adjustContrast: (images, factor) => {
      adjustContrast(images, factor);
      return mixed(images, images.mean([1, 2, 3], { keepDims: true }), factor);
    },
  },
  "grey as the mean of the channels": {
    looksLike: "Grey is the plain mean of red, green and blue.",
    reread: "g = 0.2989 R + 0.587 G + 0.114 B",
    adjustSaturation: (images, factor) => {
      adjustSaturation(images, factor);
      return mixed(images, images.mean(1, { keepDims: true }), factor);
    },
  },
  "factor for its rest": {
    looksLike: "f and 1 − f are exchanged: more saturation makes the image paler.",
    reread: "y = clip(f x + (1 − f) g, 0, 1)",
    adjustSaturation: (images, factor) => {
      adjustSaturation(images, factor);
      return mixed(images, grey(images), 1 - factor);
    },
  },
  "blue for red": {
    looksLike: "The weights of red and blue are exchanged, as for images in the order BGR.",
    reread: "g = 0.2989 R + 0.587 G + 0.114 B",
    adjustSaturation: (images, factor) => adjustSaturation(images.gather([2, 1, 0], 1), factor).gather([2, 1, 0], 1),
  },
  "noise not cut off": {
    looksLike: "With noise on them, values leave [0, 1].",
    reread: "y = clip(x + σ ε, 0, 1)",
    addNoise: (images, random, { std = 0.1 } = {}) => images.add(random.normal(images.shape, 0, std)),
  },
  "variance for the standard deviation": {
    looksLike: "σ² is used as the standard deviation of the noise.",
    reread: "y = clip(x + σ ε, 0, 1)",
    addNoise: noiseOf((images, random, std) => random.normal(images.shape, 0, std ** 2)),
  },
  "uniform noise": {
    looksLike: "The noise is uniform in ±σ, not normal.",
    reread: "ε standard normal",
    addNoise: noiseOf((images, random, std) => random.uniform(images.shape, -std, std)),
  },
  "one noise for all channels": {
    looksLike: "All channels of a pixel get the same noise.",
    reread: "drawn for each value by itself",
    addNoise: noiseOf((images, random, std) => random.normal([images.shape[0]!, 1, ...images.shape.slice(2)], 0, std)),
  },
  "same noise in every call": {
    looksLike: "The noise is the same in every call: it is drawn from a generator that starts anew.",
    reread: "random: where the noise is drawn from",
    addNoise: (images, random, options) => addNoise(images, new Random(random.seed), options),
  },
  "one draw for the batch": {
    looksLike: "All images of the batch are changed in the same way.",
    reread: "each by itself",
    augment: (images, random, options) => {
      augment(images, new Random(1), options);
      const seed = random.integer(0, 2 ** 31);
      const each = [...Array(images.shape[0]).keys()].map((n) =>
        augment(images.slice([n, n + 1]), new Random(seed), options),
      );
      return concatenate(each);
    },
  },
  "one shift for both directions": {
    looksLike: "One number is drawn for rows and columns: images move along the diagonal only.",
    reread: "every place with the same chance",
    augment: augmentWith((random, options) => {
      const draws = usual(random, options);
      return { ...draws, left: draws.top };
    }),
  },
  "last place never": {
    looksLike: "The places at the far end are never taken: 2P places are drawn of 2P + 1.",
    reread: "every place with the same chance",
    augment: augmentWith((random, options) => ({
      ...usual(random, options),
      top: random.integer(0, Math.max(2 * options.padding, 1)),
    })),
  },
  "never flipped": {
    looksLike: "Images are flipped with the chance 1 − p.",
    reread: "flipped with chance p",
    augment: (images, random, options = {}) => {
      augment(images, new Random(1), options);
      return augment(images, random, { ...options, flip: 1 - (options.flip ?? 0.5) });
    },
  },
  "upside down": {
    looksLike: "Images are flipped upside down.",
    reread: "flipped: a horizontal flip",
    augment: augmentWith(usual, (image, draws, padding) =>
      change(draws.isFlipped ? flip(image, { direction: "vertical" }) : image, { ...draws, isFlipped: false }, padding),
    ),
  },
  "always the brighter": {
    looksLike: "Images become brighter only: the factor is drawn from 1 to 1 + b.",
    reread: "a factor uniform in [1 − b, 1 + b)",
    augment: augmentWith((random, options) => ({
      ...usual(random, options),
      factor: 1 + options.brightness * random.number(),
    })),
  },
  "brightness normal": {
    looksLike: "The factor is normal around 1, so that it may be far from it.",
    reread: "a factor uniform in [1 − b, 1 + b)",
    augment: augmentWith((random, options) => ({
      ...usual(random, options),
      factor: Math.max(0, 1 + random.normal([], 0, options.brightness).item()),
    })),
  },
  "augmentation without the seed": {
    looksLike: "Two batches with the same seed differ: the generator that was given does not decide.",
    reread: "random: decides",
    augment: (() => {
      let calls = 0;
      return ((images, _random, options) => augment(images, new Random(++calls), options)) satisfies Module["augment"];
    })(),
  },
  "any chance allowed": {
    looksLike: "A chance or a change of brightness that is none is taken as it is.",
    reread: "options.flip: p, in [0, 1]; options.brightness: b, in [0, 1]",
    augment: (images, random, { flip: chance = 0.5, padding = 2, brightness = 0.2 } = {}) => {
      const into = (value: number): number => Math.min(Math.max(value, 0), 1);
      return augment(images, random, { flip: into(chance), padding, brightness: into(brightness) });
    },
  },
});
