import { Tensor, type Random } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Which way the strokes of a class may run: →, ↓, ↘, ↙. */
const directions = [
  [0, 1],
  [1, 0],
  [1, 1],
  [1, -1],
] as const;
const strokeLength = 3;
const strokesInAnImage = 4;
const noise = 0.2;

/**
 * Grey images with noise, in each four short strokes, light or dark, anywhere, all in the direction of its class.
 *
 * No pixel tells anything by itself, for a stroke is as often light as dark, and two images of a class have hardly a
 * pixel in common. What a filter of 3 × 3 sees is all that counts, wherever it sees it. Which class has which direction
 * is drawn anew each time, so that it takes learning.
 *
 * @param directionOf - for each class an index of {@link directions}.
 */
function strokes(random: Random, labels: readonly number[], size: number, directionOf: readonly number[]) {
  const images = random.normal([labels.length, 1, size, size], 0, noise);
  const reach = strokeLength - 1;
  for (const [n, label] of labels.entries()) {
    const [down, right] = directions[directionOf[label]!]!;
    for (let stroke = 0; stroke < strokesInAnImage; stroke++) {
      const row = random.integer(0, size - down * reach);
      const column = right === 1 ? random.integer(0, size - reach) : random.integer(-right * reach, size);
      const shade = random.integer(0, 2) === 0 ? -1 : 1;
      for (let step = 0; step < strokeLength; step++) {
        images.data[(n * size + row + step * down) * size + column + step * right] = shade;
      }
    }
  }
  return { images, labels: new Tensor(labels, [labels.length]) };
}

/** Each class equally often, in random order. */
function shuffledLabels(random: Random, count: number): number[] {
  return random.permutation(count).map((place) => place % directions.length);
}

function network(draw: Draw) {
  const [batch, classes, filters] = [draw.size(1, 3), draw.size(2, 4), draw.size(1, 3)];
  const [height, width] = draw.pick([
    [4, 6],
    [6, 4],
    [4, 8],
    [6, 8],
  ] as const);
  const features = (filters * (height - 2) * (width - 2)) / 4;
  return {
    images: draw.tensor([batch, 1, height, width], -1, 1),
    parameters: {
      convWeight: draw.tensor([filters, 1, 3, 3], -1, 1),
      convBias: draw.tensor([filters], -0.5, 0.5),
      linearWeight: draw.tensor([classes, features], -1, 1),
      linearBias: draw.tensor([classes], -1, 1),
    },
    gradOutput: draw.tensor([batch, classes], -1, 1),
  };
}

export default inputs({
  cnn: network,
  cnnBackward: network,
  /** To be learned by heart: the images that are asked for are those that were shown. */
  handful: (draw) => {
    const random = draw.random();
    const { images, labels } = strokes(random, shuffledLabels(random, 8), 8, random.permutation(4));
    return { images, labels, testImages: images, random: draw.random(), testLabels: labels };
  },
  learn: (draw) => {
    const random = draw.random();
    const directionOf = random.permutation(4);
    const train = strokes(random, shuffledLabels(random, 400), 12, directionOf);
    const test = strokes(random, shuffledLabels(random, 200), 12, directionOf);
    return { ...train, testImages: test.images, random: draw.random(), testLabels: test.labels };
  },
});
