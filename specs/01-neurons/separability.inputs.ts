import { concatenate, stack, tensor, type Tensor } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** Whole coordinates: every decision is exact, and the perceptron comes back to weights it had before. */
function gridPoints(draw: Draw): Tensor {
  const dimensions = draw.size(1, 3);
  return draw.integers([draw.size(2, 9), dimensions], -4, 4);
}

/** Classes on the two sides of a hyperplane through one of the points. */
function separated(draw: Draw) {
  const points = gridPoints(draw);
  const [count, dimensions] = points.shape as [number, number];
  const weight = draw.integers([dimensions], -3, 3).add(draw.choices([dimensions], [-0.5, 0.5])); // none is 0
  const bias = points
    .slice(draw.integer(0, count - 1))
    .matmul(weight)
    .neg();
  return { points, labels: points.matmul(weight).add(bias).greater(0), weight, bias };
}

/** A point of class 1 half-way between two points of class 0. */
function overlapping(draw: Draw) {
  const { points } = separated(draw);
  const [first, second] = [points.slice(0), points.slice(1)];
  const outer = stack([first.mul(2), second.mul(2), first.add(second)]);
  const labels = draw.choices([points.shape[0]!], [0, 1]);
  return { points: concatenate([points, outer]), labels: concatenate([labels, tensor([0, 0, 1])]) };
}

/** Some corners of a cube with classes at random. */
function corners(draw: Draw) {
  const dimensions = draw.size(2, 3);
  const points = draw.choices([draw.size(3, 8), dimensions], [0, 1]);
  // The class depends on the corner, so that no corner is in both.
  const classes = draw.choices([8], [0, 1]);
  const places = tensor([1, 2, 4]).slice([0, dimensions]);
  return { points, labels: points.matmul(places).map((corner) => classes.data[corner]!) };
}

function anyClasses(draw: Draw) {
  const points = gridPoints(draw);
  return { points, labels: draw.choices([points.shape[0]!], [0, 1]) };
}

/** Neighbours on a line through the origin, far out and in different classes: the perceptron needs more than sixty epochs. */
function narrow(draw: Draw) {
  const place = draw.integer(8, 12);
  const places = tensor([0, place, place + 1]);
  const direction = draw.choices([draw.size(1, 3)], [-1, 1]);
  return { points: places.expandDims(1).mul(direction), labels: places.greater(place) };
}

function separableOrNot(draw: Draw) {
  const kinds = [separated, separated, separated, overlapping, corners, anyClasses, narrow, narrow];
  const { points, labels } = draw.pick(kinds)(draw);
  return { points, labels };
}

/** Points between two of one class: every separating hyperplane puts them on the side of that class. */
function withOthers(draw: Draw) {
  const { points, labels } = draw.pick([separated, separated, narrow])(draw);
  const picks = Array.from({ length: 12 }, () => draw.integer(0, labels.size - 1));
  const others = picks.map((pick) => {
    const mates = [...labels.data.keys()].filter((p) => labels.data[p] === labels.data[pick]);
    const share = draw.integer(0, 4) / 4;
    return points
      .slice(pick)
      .mul(share)
      .add(points.slice(draw.pick(mates)).mul(1 - share));
  });
  return { points, labels, others: stack(others), answers: labels.gather(picks) };
}

/** A solution in half of the cases, else a vector near one. */
function nearCone(draw: Draw) {
  const { points, labels, weight, bias } = separated(draw);
  const vector = concatenate([weight, bias.reshape([1])]);
  const shift = draw.boolean() ? draw.choices(vector.shape, [-1, 0, 0, 1]) : 0;
  return { points, labels, vector: vector.add(shift) };
}

/** A single point, exactly on a hyperplane whose bias is not 0: what is asked of a wrong answer to find out which slip it is. */
function touchingPoint(draw: Draw) {
  const [point, weight] = [draw.integers([2], 1, 3), draw.integers([2], -3, -1)];
  const hyperplane = { weight, bias: point.matmul(weight).neg() };
  return { hyperplane, points: point.expandDims(0), labels: draw.choices([1], [0, 1]) };
}

export default inputs({
  touchingPoint,
  separable: separableOrNot,
  sides: withOthers,
  inCone: nearCone,
  isSolution: (draw) => {
    const { points, labels, vector } = nearCone(draw);
    return { hyperplane: { weight: vector.slice([0, -1]), bias: vector.slice(-1) }, points, labels };
  },
});
