import { arange, concatenate, ShapeError, tensor, type Random, type Tensor } from "#tensor";

export interface FlipOptions {
  /** "horizontal" exchanges left and right, "vertical" top and bottom; "horizontal" when left out. */
  readonly direction?: "horizontal" | "vertical";
}

/** A window on an image, in pixels. Row `top` and column `left` are its first. */
export interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

export interface CropOptions {
  /** Pixels of 0 on every side of the image before it is cut, 0 when left out. */
  readonly padding?: number;
}

export interface NoiseOptions {
  /** Standard deviation σ, 0.1 when left out. */
  readonly std?: number;
}

export interface AugmentOptions {
  /** Chance of a horizontal flip, 0.5 when left out. */
  readonly flip?: number;
  /** Pixels by which an image may be shifted in each direction, 2 when left out. */
  readonly padding?: number;
  /** Greatest change b of the brightness, 0.2 when left out. */
  readonly brightness?: number;
}

/** Weights of red, green and blue in how bright a colour looks, as television has them (ITU-R BT.601). */
const luma = tensor([0.2989, 0.587, 0.114]).reshape([3, 1, 1]);

/**
 * Mirror images.
 *
 * `y[h, w] = x[h, W − 1 − w]`, or `x[H − 1 − h, w]` when vertical
 *
 * @param images - x, `[N, C, H, W]`.
 * @param options.direction - which way.
 * @returns y, `[N, C, H, W]`.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @example flip(tensor([[[[1, 2, 3]]]])) // => [[[[3, 2, 1]]]]
 * @see torchvision, transforms.functional.hflip and vflip.
 */
export function flip(images: Tensor, { direction = "horizontal" }: FlipOptions = {}): Tensor {
  const [height, width] = sizeOfImages("flip", images);
  return direction === "horizontal"
    ? images.gather(arange(width - 1, -1, -1), 3)
    : images.gather(arange(height - 1, -1, -1), 2);
}

/**
 * A window cut out of each image, after a border of zeros was put round it.
 *
 * `y[h, w] = x̄[top + h, left + w]` with x̄ the padded image, whose corner is x̄[0, 0]
 *
 * With padding P and a window of the old size, the image is shifted by P − top down and P − left to the right.
 *
 * @param images - x, `[N, C, H, W]`.
 * @param window - in the padded image.
 * @param options.padding - P, at least 0.
 * @returns y, `[N, C, height, width]`.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @throws RangeError - when the window is not inside the padded image, or one of its numbers or P is not whole.
 * @example
 * const window = { top: 0, left: 0, height: 2, width: 2 };
 * crop(tensor([[[[1, 2], [3, 4]]]]), window, { padding: 1 }) // => [[[[0, 0], [0, 1]]]]
 * @see torchvision, transforms.functional.pad and crop.
 */
export function crop(images: Tensor, { top, left, height, width }: Window, { padding = 0 }: CropOptions = {}): Tensor {
  const [H, W] = sizeOfImages("crop", images);
  if (!Number.isInteger(padding) || padding < 0)
    throw new RangeError(`crop: options.padding is ${padding}, expected a whole number, at least 0.`);
  if (!isInside(top, height, H + 2 * padding) || !isInside(left, width, W + 2 * padding)) {
    throw new RangeError(
      `crop: window is ${height} × ${width} at (${top}, ${left}), expected whole numbers, ` +
        `within the padded image of ${H + 2 * padding} × ${W + 2 * padding}.`,
    );
  }
  const padded = images.pad([
    [0, 0],
    [0, 0],
    [padding, padding],
    [padding, padding],
  ]);
  return padded.slice(null, null, [top, top + height], [left, left + width]);
}

/**
 * Images turned about their centre, counter-clockwise as one looks at them. What comes from outside is 0.
 *
 * `y[h, w] = x(c_h + sin φ (w − c_w) + cos φ (h − c_h), c_w + cos φ (w − c_w) − sin φ (h − c_h))`
 * with `c_h = (H − 1)/2`, `c_w = (W − 1)/2`
 *
 * For each pixel of the result it is asked where it comes from, and not the other way round: so none stays empty. Between
 * four pixels the value is interpolated (bilinear); pixels outside the image count as 0.
 *
 * @param images - x, `[N, C, H, W]`.
 * @param degrees - φ.
 * @returns y, `[N, C, H, W]`.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @throws RangeError - when `degrees` is not finite.
 * @example rotate(tensor([[[[1, 2], [3, 4]]]]), 90).map(Math.round) // => [[[[2, 4], [1, 3]]]]
 * @see torchvision, transforms.functional.rotate. Szeliski, Computer Vision (2022), section 3.6.1.
 */
export function rotate(images: Tensor, degrees: number): Tensor {
  if (!Number.isFinite(degrees)) throw new RangeError(`rotate: degrees is ${degrees}, expected a finite number.`);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return warp("rotate", images, (down, right) => [
    right.mul(sin).add(down.mul(cos)),
    right.mul(cos).sub(down.mul(sin)),
  ]);
}

/**
 * Images enlarged about their centre, or made smaller, within a frame that stays. What comes from outside is 0.
 *
 * `y[h, w] = x(c_h + (h − c_h)/z, c_w + (w − c_w)/z)`, interpolated as for {@link rotate}
 *
 * @param images - x, `[N, C, H, W]`.
 * @param factor - z, above 0; 2 shows everything twice as large.
 * @returns y, `[N, C, H, W]`.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @throws RangeError - when `factor` is not finite and above 0.
 * @example zoom(tensor([[[[0, 4, 8]]]]), 2) // => [[[[2, 4, 6]]]]
 */
export function zoom(images: Tensor, factor: number): Tensor {
  if (!(Number.isFinite(factor) && factor > 0))
    throw new RangeError(`zoom: factor is ${factor}, expected a finite number above 0.`);
  return warp("zoom", images, (down, right) => [down.div(factor), right.div(factor)]);
}

/**
 * Images made brighter or darker.
 *
 * `y = clip(f x, 0, 1)`
 *
 * @param images - x, `[N, C, H, W]` in [0, 1].
 * @param factor - f, at least 0; 0 is black, 1 changes nothing.
 * @returns y, `[N, C, H, W]` in [0, 1].
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @throws RangeError - when `factor` is not finite and at least 0.
 * @example adjustBrightness(tensor([[[[0.25, 0.75]]]]), 2) // => [[[[0.5, 1]]]]
 * @see torchvision, transforms.functional.adjust_brightness. TensorFlow adds a number instead.
 */
export function adjustBrightness(images: Tensor, factor: number): Tensor {
  sizeOfImages("adjustBrightness", images);
  return blend("adjustBrightness", images, images.mul(0), factor);
}

/**
 * Differences from the mean grey of each image made larger or smaller.
 *
 * `y = clip(f x + (1 − f) m_n, 0, 1)` with m_n the mean of image n's grey, `0.2989 R + 0.587 G + 0.114 B`
 *
 * @param images - x, `[N, 3, H, W]` in [0, 1].
 * @param factor - f, at least 0; 0 is one grey, 1 changes nothing.
 * @returns y, `[N, 3, H, W]` in [0, 1].
 * @throws ShapeError - when `images` is not `[N, 3, H, W]`.
 * @throws RangeError - when `factor` is not finite and at least 0.
 * @example
 * const image = tensor([[[[1, 0]], [[1, 0]], [[1, 0]]]]);
 * adjustContrast(image, 0).sub(0.49995).abs().max().item() < 1e-12 // => true
 * @see torchvision, transforms.functional.adjust_contrast. TensorFlow takes the mean of each channel.
 */
export function adjustContrast(images: Tensor, factor: number): Tensor {
  const grey = greyOf("adjustContrast", images).mean([1, 2, 3], { keepDims: true });
  return blend("adjustContrast", images, grey, factor);
}

/**
 * Colours made stronger or paler.
 *
 * `y = clip(f x + (1 − f) g, 0, 1)` with g the grey of the pixel, `0.2989 R + 0.587 G + 0.114 B`
 *
 * @param images - x, `[N, 3, H, W]` in [0, 1].
 * @param factor - f, at least 0; 0 is a grey picture, 1 changes nothing.
 * @returns y, `[N, 3, H, W]` in [0, 1].
 * @throws ShapeError - when `images` is not `[N, 3, H, W]`.
 * @throws RangeError - when `factor` is not finite and at least 0.
 * @example adjustSaturation(tensor([[[[1]], [[0]], [[0]]]]), 0) // => [[[[0.2989]], [[0.2989]], [[0.2989]]]]
 * @see torchvision, transforms.functional.adjust_saturation.
 */
export function adjustSaturation(images: Tensor, factor: number): Tensor {
  return blend("adjustSaturation", images, greyOf("adjustSaturation", images), factor);
}

/**
 * Images with normal noise on every value.
 *
 * `y = clip(x + σ ε, 0, 1)` with ε standard normal, drawn for each value by itself
 *
 * @param images - x, any shape, in [0, 1].
 * @param random - where the noise is drawn from.
 * @param options.std - σ, at least 0.
 * @returns y, the shape of `images`, in [0, 1].
 * @throws RangeError - when σ is not finite and at least 0.
 * @example addNoise(tensor([[[[0.25, 0.75]]]]), new Random(1), { std: 0 }) // => [[[[0.25, 0.75]]]]
 */
export function addNoise(images: Tensor, random: Random, { std = 0.1 }: NoiseOptions = {}): Tensor {
  return images.add(random.normal(images.shape, 0, std)).clip(0, 1);
}

/**
 * A batch for training in which every image is flipped, shifted and made brighter or darker by chance, each by itself.
 *
 * flipped with chance p; cropped to its old size out of a border of P zeros, every place with the same chance; then
 * brighter by a factor uniform in [1 − b, 1 + b)
 *
 * Drawn anew in every epoch, an image is never seen twice in the same way. The label stays: whatever would change it, as a
 * flip does for the digit 2, must not be among the changes. Validation and test images are left alone.
 *
 * @param images - `[N, C, H, W]` in [0, 1].
 * @param random - decides.
 * @param options.flip - p, in [0, 1].
 * @param options.padding - P, at least 0.
 * @param options.brightness - b, in [0, 1].
 * @returns `[N, C, H, W]`, the images in their order.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @throws RangeError - when p, P or b is out of range.
 * @example
 * const certain = { flip: 1, padding: 0, brightness: 0 };
 * augment(tensor([[[[0.25, 0.5]]]]), new Random(1), certain) // => [[[[0.5, 0.25]]]]
 * @see He, Zhang, Ren & Sun, Deep residual learning (2016), section 4.2: flips, and crops out of a border of 4 pixels.
 */
export function augment(
  images: Tensor,
  random: Random,
  { flip: chance = 0.5, padding = 2, brightness = 0.2 }: AugmentOptions = {},
): Tensor {
  const [height, width] = sizeOfImages("augment", images);
  for (const [name, value] of Object.entries({ flip: chance, brightness })) {
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`augment: options.${name} is ${value}, expected a number in [0, 1].`);
  }
  if (!Number.isInteger(padding) || padding < 0)
    throw new RangeError(`augment: options.padding is ${padding}, expected a whole number, at least 0.`);
  const changed = Array.from({ length: images.shape[0]! }, (_, n) => {
    const image = images.slice([n, n + 1]); // [1, C, H, W]
    const turned = random.number() < chance ? flip(image) : image;
    const [top, left] = [random.integer(0, 2 * padding + 1), random.integer(0, 2 * padding + 1)];
    const shifted = crop(turned, { top, left, height, width }, { padding });
    return adjustBrightness(shifted, 1 + brightness * (2 * random.number() - 1));
  });
  return concatenate(changed);
}

/**
 * Images whose pixels come from elsewhere.
 *
 * @param sourceOf - how far below and to the right of the centre the value of a pixel is found, from where the pixel itself is.
 */
function warp(caller: string, images: Tensor, sourceOf: (down: Tensor, right: Tensor) => [Tensor, Tensor]): Tensor {
  const [height, width] = sizeOfImages(caller, images);
  const [middleRow, middleColumn] = [(height - 1) / 2, (width - 1) / 2];
  const shape = [height, width];
  const down = arange(height).sub(middleRow).expandDims(1).broadcastTo(shape);
  const right = arange(width).sub(middleColumn).broadcastTo(shape);
  const [sourceDown, sourceRight] = sourceOf(down, right);
  // With a border of one pixel of 0, all that is further out lies on the border.
  const bordered = images
    .pad([
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
    ])
    .reshape([...images.shape.slice(0, 2), -1]);
  const rows = sourceDown.add(middleRow + 1).clip(0, height + 1);
  const columns = sourceRight.add(middleColumn + 1).clip(0, width + 1);
  const [tops, lefts] = [rows.map(Math.floor).clip(0, height), columns.map(Math.floor).clip(0, width)];
  const [below, beside] = [rows.sub(tops), columns.sub(lefts)]; // [H, W] in [0, 1]
  const pixels = (row: Tensor, column: Tensor): Tensor => bordered.gather(row.mul(width + 2).add(column), 2); // [N, C, H, W]
  const mix = (a: Tensor, b: Tensor, share: Tensor): Tensor => a.add(b.sub(a).mul(share));
  return mix(
    mix(pixels(tops, lefts), pixels(tops, lefts.add(1)), beside),
    mix(pixels(tops.add(1), lefts), pixels(tops.add(1), lefts.add(1)), beside),
    below,
  );
}

function blend(caller: string, images: Tensor, other: Tensor, factor: number): Tensor {
  if (!(Number.isFinite(factor) && factor >= 0))
    throw new RangeError(`${caller}: factor is ${factor}, expected a finite number, at least 0.`);
  return images
    .mul(factor)
    .add(other.mul(1 - factor))
    .clip(0, 1);
}

/** `[N, 1, H, W]` */
function greyOf(caller: string, images: Tensor): Tensor {
  sizeOfImages(caller, images);
  if (images.shape[1] !== 3)
    throw new ShapeError(`${caller}: images has ${images.shape[1]} channels, expected red, green and blue.`);
  return images.mul(luma).sum(1, { keepDims: true });
}

function sizeOfImages(caller: string, { rank, shape }: Tensor): [height: number, width: number] {
  if (rank !== 4) throw new ShapeError(`${caller}: images is [${shape.join(", ")}], expected [N, C, H, W].`);
  return [shape[2]!, shape[3]!];
}

function isInside(start: number, size: number, room: number): boolean {
  return Number.isInteger(start) && Number.isInteger(size) && start >= 0 && size >= 1 && start + size <= room;
}
