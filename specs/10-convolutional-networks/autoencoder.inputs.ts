import { stack, tensor, zeros, type Random, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

const size = 8;
const spread = 1.5;
/** Centres stay this far inside the first and the last pixel. */
const margin = 1;

/**
 * Images `[N, 1, 8, 8]` of one bright spot each: `exp(−((i − r)² + (j − c)²) / 2 · 1.5²)` around the centre (r, c).
 *
 * Two numbers tell all about such an image, but no two images can be added to give a third: moved by a few pixels, a spot has
 * hardly a pixel in common with itself. So two numbers are enough for a decoder that isn't linear, and for a linear one they aren't.
 *
 * @param centres - `[N, 2]`, row and column.
 */
function spots(centres: Tensor): Tensor {
  const images = zeros([centres.shape[0]!, 1, size, size]);
  return images.map((_, index) => {
    const [n, i, j] = [Math.floor(index / size ** 2), Math.floor(index / size) % size, index % size];
    return Math.exp(-((i - centres.at(n, 0)) ** 2 + (j - centres.at(n, 1)) ** 2) / (2 * spread ** 2));
  });
}

function drawCentres(random: Random, count: number): Tensor {
  return random.uniform([count, 2], margin, size - 1 - margin);
}

/** How far a spot is moved in the images that a reconstruction must not be nearer to than to the right one. */
const moves = [
  [0.75, 0],
  [-0.75, 0],
  [0, 0.75],
  [0, -0.75],
] as const;
/** How much darker, and brighter, it is in two others. */
const contrast = 0.3;

/** For each centre the image and six that are like it, in an order of its own: `[N, 7, 1, 8, 8]`, and which is the image. */
function mixedUp(random: Random, centres: Tensor) {
  const count = centres.shape[0]!;
  const right = spots(centres);
  const others = moves.map(([down, along]) => spots(centres.add(tensor([down, along]))));
  const kinds = stack([right, ...others, right.mul(1 - contrast), right.mul(1 + contrast)], 1);
  const orders = Array.from({ length: count }, () => random.permutation(kinds.shape[1]!));
  return {
    candidates: stack(orders.map((order, n) => kinds.slice(n).gather(order))),
    labels: tensor(orders.map((order) => order.indexOf(0))),
  };
}

function network(draw: Draw) {
  const [batch, channels, codeSize] = [draw.size(1, 3), draw.size(1, 3), draw.size(1, 5)];
  const [filters, decoderFilters] = [draw.size(1, 4), draw.size(1, 4)];
  const [h, w] = [draw.size(1, 3), draw.size(1, 3)];
  return {
    images: draw.tensor([batch, channels, 2 * h, 2 * w], -1, 1),
    code: draw.tensor([batch, codeSize], -2, 2),
    encoder: {
      convWeight: draw.tensor([filters, channels, 4, 4], -1, 1),
      convBias: draw.tensor([filters], -0.5, 0.5),
      codeWeight: draw.tensor([codeSize, filters, h, w], -1, 1),
      codeBias: draw.tensor([codeSize], -1, 1),
    },
    decoder: {
      mapWeight: draw.tensor([decoderFilters, h, w, codeSize], -1, 1),
      mapBias: draw.tensor([decoderFilters, h, w], -1, 1),
      imageWeight: draw.tensor([decoderFilters, channels, 4, 4], -1, 1),
      imageBias: draw.tensor([channels], -1, 1),
    },
    gradCode: draw.tensor([batch, codeSize], -1, 1),
    gradImages: draw.tensor([batch, channels, 2 * h, 2 * w], -1, 1),
    gradLoss: draw.tensor([], -2, 2),
  };
}

function encoding(draw: Draw) {
  const { images, encoder, gradCode } = network(draw);
  return { images, encoder, gradOutput: gradCode };
}

function decoding(draw: Draw) {
  const { code, decoder, gradImages } = network(draw);
  return { code, decoder, gradOutput: gradImages };
}

function whole(draw: Draw) {
  const { images, encoder, decoder, gradLoss } = network(draw);
  return { images, parameters: { encoder, decoder }, gradOutput: gradLoss };
}

export default inputs({
  encode: encoding,
  encodeBackward: encoding,
  decode: decoding,
  decodeBackward: decoding,
  reconstructionLoss: whole,
  reconstructionLossBackward: whole,
  reconstruct: (draw) => {
    const random = draw.random();
    const images = spots(drawCentres(random, 300));
    const centres = drawCentres(random, 200);
    const { candidates, labels } = mixedUp(random, centres);
    return { images, testImages: spots(centres), candidates, codeSize: 2, random: draw.random(), labels };
  },
});
