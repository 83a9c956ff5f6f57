import { Random, tensor, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import {
  partSizes,
  split,
  splitIndices,
  stratifiedIndices,
  type Examples,
  type Parts,
  type SplitOptions,
} from "#reference/05-data/split.ts";

/** Indices that are cut after some other kind of shuffling. */
function cutBy(orderOf: (count: number, random: Random) => readonly number[]): typeof splitIndices {
  return (count, random, options) => cut(orderOf(count, random), options);
}

function cut(order: readonly number[], options?: SplitOptions): Parts<Tensor> {
  const { validation, test } = partSizes(order.length, options);
  return {
    test: tensor(order.slice(0, test)),
    validation: tensor(order.slice(test, test + validation)),
    train: tensor(order.slice(test + validation)),
  };
}

/** Each class split by itself in some other way. */
function byClass(splitClass: (members: Tensor, random: Random, options?: SplitOptions) => Parts<Tensor>) {
  return (labels: Tensor, random: Random, options?: SplitOptions): Parts<Tensor> => {
    stratifiedIndices(labels, new Random(1), options); // refuses what it must
    const classes = [...new Set(labels.data)].map((label) => {
      const members = tensor([...labels.data.keys()].filter((n) => labels.data[n] === label));
      return splitClass(members, random, options);
    });
    const joined = (part: keyof Parts<Tensor>): Tensor => tensor(classes.flatMap((parts) => [...parts[part].data]));
    return { train: joined("train"), validation: joined("validation"), test: joined("test") };
  };
}

/** Sizes rounded in another way; all that is refused is refused still. */
function sizesBy(validationOf: (count: number, share: number, test: number) => number, testOf: typeof Math.round) {
  return (count: number, options: SplitOptions = {}): Parts<number> => {
    partSizes(count, options);
    const { validation: share = 0.2, test: testShare = 0.2 } = options;
    const test = testOf(count * testShare);
    const validation = validationOf(count, share, test);
    return { train: count - validation - test, validation, test };
  };
}

export default mistakes<typeof import("#reference/05-data/split.ts")>({
  "share of what is left": {
    looksLike: "The validation share is taken of what the test part left over, so the validation part is too small.",
    reread: "V = round(N · validation): a share of the whole",
    partSizes: sizesBy((count, share, test) => Math.round((count - test) * share), Math.round),
  },
  "rounded down": {
    looksLike: "The sizes are rounded down.",
    reread: "V = round(N · validation), T = round(N · test)",
    partSizes: sizesBy((count, share) => Math.floor(count * share), Math.floor),
  },
  "test part rounded up": {
    looksLike: "The size of the test part is rounded up, as scikit-learn does.",
    reread: "T = round(N · test)",
    partSizes: sizesBy((count, share) => Math.round(count * share), Math.ceil),
  },
  "validation and test exchanged": {
    looksLike: "The validation part gets the share of the test, and the test part that of validation.",
    reread: "V = round(N · validation), T = round(N · test)",
    partSizes: (count, { validation = 0.2, test = 0.2 } = {}) => {
      partSizes(count, { validation, test });
      return partSizes(count, { validation: test, test: validation });
    },
  },
  "shares not looked at": {
    looksLike: "Any shares are taken, also those that leave nothing, or less than nothing, for training.",
    reread: "@throws RangeError: a share is negative, or nothing is left for training",
    partSizes: (count, { validation = 0.2, test = 0.2 } = {}) => {
      const sizes = { validation: Math.round(count * validation), test: Math.round(count * test) };
      return { train: count - sizes.validation - sizes.test, ...sizes };
    },
  },
  "not shuffled": {
    looksLike:
      "The examples are cut in the order in which they came: the same ones are in the test part whatever the seed.",
    reread: "every choice with the same chance",
    splitIndices: cutBy((count) => [...Array(count).keys()]),
  },
  "a generator of its own": {
    looksLike: "Every call shuffles in the same way: the generator that was handed over isn't used.",
    reread: "random: decides",
    splitIndices: (count, _, options) => splitIndices(count, new Random(0), options),
  },
  "turned, not shuffled": {
    looksLike: "The examples begin at a random place but keep their order: neighbours stay together.",
    reread: "every choice with the same chance, not only every example",
    splitIndices: cutBy((count, random) => {
      const start = random.integer(0, count);
      return Array.from({ length: count }, (_, n) => (start + n) % count);
    }),
  },
  "drawn with replacement": {
    looksLike:
      "Indices are drawn one by one, whatever was drawn before: some examples are there twice and some not at all.",
    reread: "each into exactly one part",
    splitIndices: cutBy((count, random) => Array.from({ length: count }, () => random.integer(0, count))),
  },
  "trained on all": {
    looksLike: "The training part holds every example, those of validation and test included: they leak.",
    reread: "each into exactly one part",
    splitIndices: (count, random, options) => {
      const parts = splitIndices(count, random, options);
      return { ...parts, train: tensor([...Array(count).keys()]) };
    },
  },
  "validated on the test part": {
    looksLike: "Validation and test part begin at the same place, so they share examples.",
    reread: "each into exactly one part",
    splitIndices: (count, random, options) => {
      const { validation, test } = partSizes(count, options);
      const order = tensor(random.permutation(count));
      return {
        test: order.slice([0, test]),
        validation: order.slice([0, validation]),
        train: order.slice([test + validation, null]),
      };
    },
  },
  "not stratified": {
    looksLike: "The labels are not looked at: how many examples of a class come into a part is left to chance.",
    reread: "V_c = round(N_c · validation) of the examples of each class c",
    stratifiedIndices: (labels, random, options) => {
      stratifiedIndices(labels, new Random(1), options); // refuses what it must
      return splitIndices(labels.size, random, options);
    },
  },
  "the same number from each class": {
    looksLike: "Every class gives the same number of examples, as many as the smallest class has to give.",
    reread: "V_c = round(N_c · validation) of the N_c examples of class c",
    stratifiedIndices: (labels, random, options) => {
      const sizes = [...new Set(labels.data)].map((label) => labels.equal(label).sum().item());
      return byClass((members, stream, shares) => {
        const { validation, test } = partSizes(Math.min(...sizes), shares);
        const order = members.gather(stream.permutation(members.size));
        return {
          test: order.slice([0, test]),
          validation: order.slice([test, test + validation]),
          train: order.slice([test + validation, null]),
        };
      })(labels, random, options);
    },
  },
  "first of each class": {
    looksLike: "Within a class nothing is shuffled: the first examples of each are always the test part.",
    reread: "each class split by itself, by chance",
    stratifiedIndices: byClass((members, _, options) => cut([...members.data], options)),
  },
  "indices within the class": {
    looksLike: "The indices count the examples of a class, not those of all: low ones are there several times.",
    reread: "returns indices from 0 to N − 1",
    stratifiedIndices: byClass((members, random, options) => splitIndices(members.size, random, options)),
  },
  "labels shuffled by themselves": {
    looksLike: "Inputs and labels are shuffled each by themselves, and an input gets the label of another.",
    reread: "Every input keeps its label",
    split: (inputs, labels, random, options) => {
      const parts = split(inputs, labels, random, options);
      const apart = ({ inputs: rows, labels: ids }: Examples): Examples => ({
        inputs: rows,
        labels: ids.gather(random.permutation(ids.size)),
      });
      return { train: apart(parts.train), validation: apart(parts.validation), test: apart(parts.test) };
    },
  },
  "labels in their old order": {
    looksLike: "The inputs are shuffled and the labels aren't, so an input gets the label of another.",
    reread: "Every input keeps its label",
    split: (inputs, labels, random, options) => {
      const { train, validation, test } = split(inputs, labels, random, options);
      const [t, v] = [train.labels.size, train.labels.size + validation.labels.size];
      return {
        train: { ...train, labels: labels.slice([0, t]) },
        validation: { ...validation, labels: labels.slice([t, v]) },
        test: { ...test, labels: labels.slice([v, null]) },
      };
    },
  },
  "never stratified": {
    looksLike: "The option stratified changes nothing.",
    reread: "options.stratified: whether each class is split by itself",
    split: (inputs, labels, random, { stratified: _, ...options } = {}) => split(inputs, labels, random, options),
  },
  "always stratified": {
    looksLike: "The classes are split each by itself even where that wasn't asked for.",
    reread: "options.stratified: false when left out",
    split: (inputs, labels, random, options) => split(inputs, labels, random, { ...options, stratified: true }),
  },
  "labels not counted": {
    looksLike: "Inputs and labels of different numbers are split, and some are left over.",
    reread: "@throws ShapeError: when there is not one label for each input",
    split: (inputs, labels, random, { stratified = false, ...options } = {}) => {
      const count = Math.min(labels.size, inputs.shape[0]!);
      const flat = labels.reshape([labels.size]).slice([0, count]);
      return split(inputs.slice([0, count]), flat, random, { stratified, ...options });
    },
  },
});
