import { NotStarted, type Random, type Tensor } from "#tensor";

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

/**
 * Mirror images.
 *
 * `y[h, w] = x[h, W − 1 − w]`, or `x[H − 1 − h, w]` when vertical
 *
 * @param images - x, `[N, C, H, W]`.
 * @param options.direction - which way.
 * @returns y, `[N, C, H, W]`.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 */
export function flip(images: Tensor, { direction = "horizontal" }: FlipOptions = {}): Tensor {
  throw new NotStarted();
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
 */
export function crop(images: Tensor, { top, left, height, width }: Window, { padding = 0 }: CropOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * Images turned about their centre, counter-clockwise as one looks at them. What comes from outside is 0.
 *
 * `y[h, w] = x(c_h + sin φ (w − c_w) + cos φ (h − c_h), c_w + cos φ (w − c_w) − sin φ (h − c_h))`
 * with `c_h = (H − 1)/2`, `c_w = (W − 1)/2`
 *
 * Between four pixels the value is interpolated (bilinear); pixels outside the image count as 0.
 *
 * @param images - x, `[N, C, H, W]`.
 * @param degrees - φ.
 * @returns y, `[N, C, H, W]`.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @throws RangeError - when `degrees` is not finite.
 */
export function rotate(images: Tensor, degrees: number): Tensor {
  throw new NotStarted();
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
 */
export function zoom(images: Tensor, factor: number): Tensor {
  throw new NotStarted();
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
 */
export function adjustBrightness(images: Tensor, factor: number): Tensor {
  throw new NotStarted();
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
 */
export function adjustContrast(images: Tensor, factor: number): Tensor {
  throw new NotStarted();
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
 */
export function adjustSaturation(images: Tensor, factor: number): Tensor {
  throw new NotStarted();
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
 */
export function addNoise(images: Tensor, random: Random, { std = 0.1 }: NoiseOptions = {}): Tensor {
  throw new NotStarted();
}

/**
 * A batch for training in which every image is flipped, shifted and made brighter or darker by chance, each by itself.
 *
 * flipped with chance p; cropped to its old size out of a border of P zeros, every place with the same chance; then
 * brighter by a factor uniform in [1 − b, 1 + b)
 *
 * @param images - `[N, C, H, W]` in [0, 1].
 * @param random - decides.
 * @param options.flip - p, in [0, 1].
 * @param options.padding - P, at least 0.
 * @param options.brightness - b, in [0, 1].
 * @returns `[N, C, H, W]`, the images in their order.
 * @throws ShapeError - when `images` is not `[N, C, H, W]`.
 * @throws RangeError - when p, P or b is out of range.
 */
export function augment(
  images: Tensor,
  random: Random,
  { flip: chance = 0.5, padding = 2, brightness = 0.2 }: AugmentOptions = {},
): Tensor {
  throw new NotStarted();
}
