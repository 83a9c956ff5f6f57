import { tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/**
 * Points with a hyperplane between the classes that clears them all by at least 1/8: a hair's breadth would ask for
 * thousands of epochs. Everything is a short binary fraction, so no order of summing changes a decision.
 */
function separated(draw: Draw) {
  const dimensions = draw.size(1, 4);
  const points = draw.tensor([draw.size(1, 9), dimensions]);
  const weight = draw.tensor([dimensions], 0.25, 2).mul(draw.choices([dimensions], [-1, 1]));
  const heights = Array.from(points.matmul(weight).data).toSorted((a, b) => a - b);
  const below = [heights[0]! - 2, ...heights];
  const above = [...heights, heights.at(-1)! + 2];
  const gaps = [...below.keys()].filter((k) => above[k]! - below[k]! > 0.5);
  // The gap at either end leaves one class empty: now and then, not more often.
  const inner = gaps.slice(1, -1);
  const k = draw.pick(inner.length > 0 && draw.integer(0, 7) > 0 ? inner : gaps);
  const bias = tensor(-(above[k]! + below[k]!) / 2);
  return { inputs: points, targets: points.matmul(weight).add(bias).greater(0), weight, bias };
}

/** Now and then with targets at random, which no hyperplane need separate: those for a few epochs only. */
function trainingSet(draw: Draw) {
  const { inputs: points, targets } = separated(draw);
  const random = draw.integer(0, 2) === 0;
  const options = {
    ...(draw.boolean() ? { learningRate: draw.number(0.1, 2) } : {}),
    ...(random || draw.boolean() ? { maxEpochs: draw.integer(1, 12) } : {}),
  };
  return { inputs: points, targets: random ? draw.choices(targets.shape, [0, 1]) : targets, options };
}

/** One example in three exactly on the boundary, and more by chance. */
function example(draw: Draw) {
  const dimensions = draw.size(1, 4);
  const [weight, input] = [draw.integers([dimensions], -2, 2), draw.integers([dimensions], -2, 2)];
  const bias = draw.integer(0, 2) === 0 ? tensor(0).sub(input.matmul(weight)) : tensor(draw.integer(-2, 2));
  const options = draw.leavesOut() ? {} : { learningRate: draw.number(0, 2) };
  return { perceptron: { weight, bias }, input, target: tensor(draw.integer(0, 1)), options };
}

export default inputs({
  perceptronStep: example,
  trainPerceptron: trainingSet,
  unusedMistakes: separated,
  mistakeBound: (draw) => {
    const { inputs: points, targets, weight, bias } = separated(draw);
    return { perceptron: { weight, bias }, inputs: points, targets };
  },
});
