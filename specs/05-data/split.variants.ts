import { tensor, type Random, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { partSizes, split, stratifiedIndices, type Parts, type SplitOptions } from "#reference/05-data/split.ts";

/** The examples in the order of a random number each: the training part first, then validation, then test. */
function bySorting(members: readonly number[], random: Random, options?: SplitOptions): Parts<Tensor> {
  const { train, validation } = partSizes(members.length, options);
  const keys = new Map(members.map((n) => [n, random.number()]));
  const order = members.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
  return {
    train: tensor(order.slice(0, train)),
    validation: tensor(order.slice(train, train + validation)),
    test: tensor(order.slice(train + validation)),
  };
}

export default variants<typeof import("#reference/05-data/split.ts")>({
  "by sorting random keys": {
    splitIndices: (count, random, options) => {
      partSizes(count, options); // refuses what it must
      return bySorting([...Array(count).keys()], random, options);
    },
  },
  "classes from the highest down, parts shuffled at the end": {
    stratifiedIndices: (labels, random, options) => {
      if (labels.rank !== 1 || labels.size === 0) throw new RangeError("stratifiedIndices: labels is not [N].");
      const classes = [...new Set(labels.data)].toSorted((a, b) => b - a);
      const split = classes.map((label) =>
        bySorting(
          [...labels.data.keys()].filter((n) => labels.data[n] === label),
          random,
          options,
        ),
      );
      const joined = (part: keyof Parts<Tensor>): Tensor => {
        const indices = tensor(split.flatMap((parts) => [...parts[part].data]));
        return indices.gather(random.permutation(indices.size));
      };
      return { train: joined("train"), validation: joined("validation"), test: joined("test") };
    },
  },
  "parts in the old order": {
    split: (inputs, labels, random, { stratified = false, ...options } = {}) => {
      split(inputs, labels, random, { stratified, ...options }); // refuses what it must
      const { train, validation, test } = stratified
        ? stratifiedIndices(labels, random, options)
        : bySorting([...labels.data.keys()], random, options);
      const take = (indices: Tensor) => {
        const order = [...indices.data].toSorted((a, b) => a - b);
        return { inputs: inputs.gather(order), labels: labels.gather(order) };
      };
      return { train: take(train), validation: take(validation), test: take(test) };
    },
  },
});
