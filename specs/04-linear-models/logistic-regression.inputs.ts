import { tensor, type Random, type Tensor } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

/**
 * Two round clouds of spread 1, 4 apart, so that the best line is right on 97.7 %. It runs far from the origin: a line
 * through the origin, which is what a model without a bias has, is right on about 60 %.
 */
function clouds(random: Random, angle: number, count: number): { input: Tensor; labels: Tensor } {
  const labels = random.bernoulli([count], 0.5);
  const across = tensor([Math.cos(angle), Math.sin(angle)]);
  const distance = labels.mul(4).add(1); // from the origin: 1 for class 0, 5 for class 1
  const input = random.normal([count, 2]).add(distance.expandDims(1).mul(across));
  return { input, labels };
}

export default inputs({
  learnAndPredict: (draw) => {
    const random = draw.random();
    const angle = random.number() * 2 * Math.PI;
    const train = clouds(random, angle, 80);
    const test = clouds(random, angle, 200);
    return {
      trainInput: train.input,
      trainLabels: train.labels,
      testInput: test.input,
      options: { learningRate: 0.5, steps: 300 },
      testLabels: test.labels,
    };
  },
});
