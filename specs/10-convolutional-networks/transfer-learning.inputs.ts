import { Tensor, type Random } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";
import { drawGlyphs, write } from "./glyphs.ts";
import { pretrained } from "./pretrained-glyphs.ts";

const classes = 6;
const examplesOfAClass = 5;

/** So many images of each class, in random order. */
function written(random: Random, glyphs: ReturnType<typeof drawGlyphs>, each: number) {
  const labels = random.permutation(each * glyphs.length).map((place) => place % glyphs.length);
  return { images: write(random, glyphs, labels), labels: new Tensor(labels, [labels.length]) };
}

function network(draw: Draw) {
  const [outputs, features, filters] = [draw.size(2, 5), draw.size(1, 5), draw.size(1, 4)];
  const [channels, batch] = [draw.size(1, 3), draw.size(1, 4)];
  const [height, width] = draw.pick([
    [9, 8],
    [8, 10],
    [11, 8],
  ] as const);
  return {
    images: draw.tensor([batch, channels, height, width], -1, 1),
    labels: draw.integers([batch], 0, outputs - 1),
    network: {
      body: {
        conv1Weight: draw.tensor([filters, channels, 3, 3], -1, 1),
        conv1Bias: draw.tensor([filters], -0.5, 0.5),
        conv2Weight: draw.tensor([features, filters, 3, 3], -1, 1),
        conv2Bias: draw.tensor([features], -0.5, 1),
      },
      head: { weight: draw.tensor([outputs, features], -1, 1), bias: draw.tensor([outputs], -1, 1) },
    },
    gradOutput: draw.tensor([batch, outputs], -1, 1),
  };
}

/** Either rate may be the larger one. */
function tuning(draw: Draw) {
  const { images, labels, network: start } = network(draw);
  const rates = { body: draw.number(0.01, 0.5), head: draw.number(0.01, 0.5) };
  return { images, labels, network: start, steps: draw.integer(1, 3), rates };
}

function extraction(draw: Draw) {
  const { images, labels, network: start } = network(draw);
  return { images, labels, network: start, steps: draw.integer(1, 4), rate: draw.number(0.05, 1) };
}

export default inputs({
  classify: network,
  classifyBackward: network,
  replaceHead: (draw) => ({ network: network(draw).network, classes: draw.integer(1, 9), random: draw.random() }),
  descend: (draw) => ({
    network: network(draw).network,
    gradNetwork: network(draw).network,
    rates: { body: draw.number(0, 1), head: draw.number(0, 1) },
  }),
  trainHead: extraction,
  frozenBody: extraction,
  fineTune: tuning,
  learn: (draw) => {
    const random = draw.random();
    const glyphs = drawGlyphs(random, classes);
    const few = written(random, glyphs, examplesOfAClass);
    const test = written(random, glyphs, 40);
    return { ...few, testImages: test.images, pretrained, random: draw.random(), testLabels: test.labels };
  },
});
