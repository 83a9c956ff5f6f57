import { Tensor, type Random } from "#tensor";
import { inputs, type Draw } from "#graders/spec/authoring.ts";

/** The mean distances of the classes from the middle, and how much each example's own differs from it. */
const radii = [0.5, 1.25, 2];
const spread = 0.15;

/**
 * Points in the plane, each class on a ring of its own around one middle. The rings overlap a little: who knows the middle
 * and the radii and takes the nearest ring is right on 99 of 100 (Φ(2.5) = 0.9938 for the inner and the outer ring,
 * 2 Φ(2.5) − 1 = 0.9876 for the one between).
 */
function rings(random: Random, count: number, middle: readonly number[], classOf: readonly number[]) {
  const places = random.permutation(count).map((place) => place % radii.length);
  const points = places.flatMap((ring) => {
    const radius = radii[ring]! + random.normal([1], 0, spread).item();
    const angle = 2 * Math.PI * random.number();
    return [middle[0]! + radius * Math.cos(angle), middle[1]! + radius * Math.sin(angle)];
  });
  return {
    input: new Tensor(points, [count, 2]),
    labels: new Tensor(
      places.map((ring) => classOf[ring]!),
      [count],
    ),
  };
}

/** Layers of different sizes, with small weights, so that no unit is where its activation is flat. */
function network(hiddenLayers: number) {
  return (draw: Draw) => {
    const sizes = [draw.size(2, 5), ...Array.from({ length: hiddenLayers }, () => draw.size(2, 6)), draw.size(2, 6)];
    const batch = draw.size(1, 6);
    const parameters = Object.fromEntries(
      sizes.slice(1).flatMap((units, l) => [
        [`weight${l + 1}`, draw.tensor([units, sizes[l]!], -1, 1)],
        [`bias${l + 1}`, draw.tensor([units], -0.5, 0.5)],
      ]),
    );
    return {
      input: draw.tensor([batch, sizes[0]!], -1, 1),
      parameters,
      gradOutput: draw.tensor([batch, sizes.at(-1)!], -1, 1),
      ...(draw.leavesOut() ? {} : { options: { activation: draw.pick(["tanh", "sigmoid", "relu"]) } }),
    };
  };
}

export default inputs({
  shallow: network(1),
  shallowBackward: network(1),
  deep: network(2),
  deepBackward: network(2),
  deltas: network(2),
  single: network(0),
  learn: (draw) => {
    const random = draw.random();
    const middle = [random.number() - 0.5, random.number() - 0.5];
    const classOf = random.permutation(radii.length);
    const train = rings(random, 300, middle, classOf);
    const test = rings(random, 400, middle, classOf);
    return { ...train, testInput: test.input, random: draw.random(), testLabels: test.labels };
  },
});
