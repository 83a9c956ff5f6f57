import { tensor, type Random, type Tensor } from "#tensor";
import { inputs } from "#graders/spec/authoring.ts";

/**
 * Three round clouds of spread 1 at the corners of a triangle with sides of 5, so that the best borders are right on 98 %. It
 * lies far from the origin: borders that all run through the origin, those of a model without biases, are right on two thirds.
 */
function clouds(random: Random, angle: number, count: number): { input: Tensor; labels: Tensor } {
  const labels = tensor(Array.from({ length: count }, () => random.integer(0, 3)));
  const radius = 5 / Math.sqrt(3);
  const corners = tensor(
    [0, 1, 2].map((corner) => {
      const towards = angle + (2 * Math.PI * corner) / 3;
      return [6 * Math.cos(angle) + radius * Math.cos(towards), 6 * Math.sin(angle) + radius * Math.sin(towards)];
    }),
  );
  return { input: random.normal([count, 2]).add(corners.gather(labels)), labels };
}

export default inputs({
  /**
   * Labels below the number of classes, of which some may not occur. Never so many examples that all classes can have
   * equally many: then a bias may stay near 0 as a difference of equals.
   */
  labelled: (draw) => {
    const [features, classes] = [draw.size(1, 4), draw.size(2, 5)];
    const examples = draw.pick([5, 1, 2, 3, 4, 6, 7].filter((count) => count % classes !== 0));
    return {
      input: draw.tensor([examples, features], -1.5, 1.5),
      labels: draw.integers([examples], 0, classes - 1),
      classes,
      options: {
        ...(draw.leavesOut() ? {} : { learningRate: draw.number(0, 0.3) }),
        ...(draw.leavesOut() ? {} : { steps: draw.integer(1, 20) }),
      },
    };
  },
  learnAndPredict: (draw) => {
    const random = draw.random();
    const angle = random.number() * 2 * Math.PI;
    const train = clouds(random, angle, 120);
    const test = clouds(random, angle, 200);
    return {
      trainInput: train.input,
      trainLabels: train.labels,
      testInput: test.input,
      options: { learningRate: 0.1, steps: 400 },
      testLabels: test.labels,
    };
  },
});
