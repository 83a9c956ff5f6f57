import { concatenate, tensor, zeros } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { adjustBrightness, augment, crop, flip, rotate, zoom } from "#reference/05-data/augment.ts";

/** Weight of a neighbour at this distance, along one axis. */
const tent = (distance: number): number => Math.max(0, 1 - Math.abs(distance));

export default variants<typeof import("#reference/05-data/augment.ts")>({
  "by matrices that reverse and interpolate": {
    flip: (images, { direction = "horizontal" } = {}) => {
      flip(images, { direction }); // refuses what it must
      const size = images.shape.at(direction === "horizontal" ? 3 : 2)!;
      const reversed = tensor(
        [...Array(size).keys()].map((i) => [...Array(size).keys()].map((j) => +(i + j === size - 1))),
      );
      return direction === "horizontal" ? images.matmul(reversed) : reversed.matmul(images);
    },
    zoom: (images, factor) => {
      zoom(images, factor); // refuses what it must
      const matrix = (size: number) =>
        tensor(
          [...Array(size).keys()].map((i) =>
            [...Array(size).keys()].map((j) => tent((size - 1) / 2 + (i - (size - 1) / 2) / factor - j)),
          ),
        );
      return matrix(images.shape[2]!).matmul(images).matmul(matrix(images.shape[3]!).T);
    },
    rotate: (images, degrees) => {
      rotate(images, degrees); // refuses what it must
      const [height, width] = images.shape.slice(2) as [number, number];
      const angle = (degrees * Math.PI) / 180;
      const pixels = [...Array(height * width).keys()].map((i) => [
        Math.floor(i / width) - (height - 1) / 2,
        (i % width) - (width - 1) / 2,
      ]) as [number, number][];
      const weights = pixels.map(([down, right]) =>
        pixels.map(
          ([fromDown, fromRight]) =>
            tent(Math.sin(angle) * right + Math.cos(angle) * down - fromDown) *
            tent(Math.cos(angle) * right - Math.sin(angle) * down - fromRight),
        ),
      );
      return images.reshape([images.shape[0]!, images.shape[1]!, -1]).matmul(tensor(weights).T).reshape(images.shape);
    },
    crop: (images, window, options = {}) => {
      crop(images, window, options); // refuses what it must
      const [count, channels, height, width] = images.shape as [number, number, number, number];
      const { padding = 0 } = options;
      const result = zeros([count * channels, window.height, window.width]);
      return result
        .map((_, index) => {
          const plane = Math.floor(index / (window.height * window.width));
          const row = window.top - padding + (Math.floor(index / window.width) % window.height);
          const column = window.left - padding + (index % window.width);
          const inside = row >= 0 && row < height && column >= 0 && column < width;
          return inside ? images.data[(plane * height + row) * width + column]! : 0;
        })
        .reshape([count, channels, window.height, window.width]);
    },
    augment: (images, random, options = {}) => {
      augment(images.slice([0, 1]), random, options); // refuses what it must
      const { flip: chance = 0.5, padding = 2, brightness = 0.2 } = options;
      const [count, , height, width] = images.shape as [number, number, number, number];
      const factors = random.uniform([count], 1 - brightness, 1 + brightness);
      const flips = random.bernoulli([count], chance);
      const shifts = random.uniform([count, 2], 0, 2 * padding + 1).map(Math.floor);
      return concatenate(
        [...Array(count).keys()].map((n) => {
          const window = { top: shifts.at(n, 0), left: shifts.at(n, 1), height, width };
          const image = crop(adjustBrightness(images.slice([n, n + 1]), factors.at(n)), window, { padding });
          return flips.at(n) === 1 ? flip(image) : image;
        }),
      );
    },
  },
});
