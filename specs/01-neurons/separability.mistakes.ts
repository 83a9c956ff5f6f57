import { tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { trainPerceptron } from "#reference/01-neurons/perceptron.ts";
import { isSolution, separatingHyperplane, type Hyperplane } from "#reference/01-neurons/separability.ts";

/** The first candidate that is a solution. */
function search(candidates: (points: Tensor, labels: Tensor) => Iterable<Hyperplane>): typeof separatingHyperplane {
  return (points, labels) => {
    separatingHyperplane(points, labels); // refuses what is no labelled set of points
    for (const candidate of candidates(points, labels)) if (isSolution(candidate, points, labels)) return candidate;
    return undefined;
  };
}

/** The plane half-way between the means of the classes, at a right angle to the line that joins them. */
function betweenMeans(points: Tensor, labels: Tensor): Hyperplane[] {
  const ones = labels.sum().item();
  const oneClass = ones === 0 || ones === labels.size;
  if (oneClass) return [{ weight: points.slice(0).mul(0), bias: tensor(ones === 0 ? -1 : 1) }];
  const mean1 = labels.matmul(points).div(ones);
  const mean0 = labels
    .neg()
    .add(1)
    .matmul(points)
    .div(labels.size - ones);
  const weight = mean1.sub(mean0);
  return [{ weight, bias: mean1.add(mean0).div(2).matmul(weight).neg() }];
}

/** Every plane at a right angle to an axis, half-way between two values of that coordinate. */
function* alongAxes(points: Tensor): Generator<Hyperplane> {
  const [, dimensions] = points.shape as [number, number];
  for (let axis = 0; axis < dimensions; axis++) {
    const values = points.slice(null, axis).data;
    for (const direction of [1, -1]) {
      const weight = tensor(Array.from({ length: dimensions }, (_, d) => (d === axis ? direction : 0)));
      for (const value of [...values, Math.min(...values) - 1])
        yield { weight, bias: tensor(-direction * value - 0.5 * direction) };
    }
  }
}

/** A separating plane through the origin: one that also separates the mirrored points with the other label. */
function throughOrigin(points: Tensor, labels: Tensor): Hyperplane | undefined {
  const mirrored = tensor([...(points.toArray() as number[][]), ...(points.neg().toArray() as number[][])]);
  const both = tensor([...labels.data, ...labels.neg().add(1).data]);
  const found = separatingHyperplane(mirrored, both);
  return found && { ...found, bias: tensor(0) };
}

export default mistakes<typeof import("#reference/01-neurons/separability.ts")>({
  "class 0 strictly below": {
    looksLike: "A point of class 0 exactly on the hyperplane counts as wrong.",
    reread: "w·x + b ≤ 0 for class 0",
    isSolution: (hyperplane, points, labels) => {
      isSolution(hyperplane, points, labels); // refuses what is no labelled set of points
      const { weight, bias } = hyperplane;
      return points.matmul(weight).add(bias).sign().equal(labels.mul(2).sub(1)).min().item() === 1;
    },
  },
  "class 1 on the hyperplane": {
    looksLike: "A point of class 1 exactly on the hyperplane counts as right.",
    reread: "w·x + b > 0 for class 1: strictly greater",
    isSolution: (hyperplane, points, labels) => {
      isSolution(hyperplane, points, labels); // refuses what is no labelled set of points
      const { weight, bias } = hyperplane;
      return points.matmul(weight).add(bias).greaterEqual(0).equal(labels).min().item() === 1;
    },
  },
  "one right point is enough": {
    looksLike: "A single point on its side makes a solution; all of them must be.",
    reread: "for each point",
    isSolution: (hyperplane, points, labels) => {
      isSolution(hyperplane, points, labels); // refuses what is no labelled set of points
      const { weight, bias } = hyperplane;
      return points.matmul(weight).add(bias).greater(0).equal(labels).max().item() === 1;
    },
  },
  "bias left out": {
    looksLike: "The points are judged without the bias.",
    reread: "w·x + b > 0",
    isSolution: ({ weight }, points, labels) => isSolution({ weight, bias: tensor(0) }, points, labels),
  },
  "gives up after ten epochs": {
    looksLike: "What the perceptron has not separated after ten epochs is called not separable.",
    reread: "mistakes ≤ (R / γ)²: a narrow gap takes many epochs",
    separatingHyperplane: search((points, labels) => [trainPerceptron(points, labels, { maxEpochs: 10 })]),
  },
  "always a hyperplane": {
    looksLike: "A hyperplane comes back whether it separates the classes or not.",
    reread: "undefined when the classes are not separable",
    separatingHyperplane: (points, labels) => {
      separatingHyperplane(points, labels);
      return trainPerceptron(points, labels, { maxEpochs: 50 });
    },
  },
  "half-way between the means": {
    looksLike: "Only the hyperplane half-way between the means of the classes is tried; a tilted one may separate.",
    reread: "separable: some hyperplane has one class on each side",
    separatingHyperplane: search(betweenMeans),
  },
  "one coordinate at a time": {
    looksLike: "Only hyperplanes at a right angle to an axis are tried.",
    reread: "w·x + b: all coordinates at once",
    separatingHyperplane: search(alongAxes),
  },
  "through the origin": {
    looksLike: "Only hyperplanes through the origin are found: the bias is always 0.",
    reread: "w·x + b > 0 with a bias of its own",
    separatingHyperplane: (points, labels) => {
      separatingHyperplane(points, labels);
      return throughOrigin(points, labels);
    },
  },
  "classes exchanged": {
    looksLike: "The hyperplane separates the classes, but class 0 is on its positive side.",
    reread: "w·x + b > 0 for class 1",
    separatingHyperplane: (points, labels) => {
      const found = separatingHyperplane(points, labels);
      return found && { weight: found.weight.neg(), bias: found.bias.neg() };
    },
  },
});
