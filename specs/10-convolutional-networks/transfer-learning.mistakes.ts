import { tensor, zeros, type Random, type Tensor } from "#tensor";
import { mistakes } from "#graders/spec/authoring.ts";
import { sparseCrossEntropyBackward } from "#reference/03-losses/sparse-cross-entropy.ts";
import { conv2d } from "#reference/10-convolutional-networks/conv2d.ts";
import { maxPool2d } from "#reference/10-convolutional-networks/max-pool.ts";
import type { Body, Head, Network, Rates } from "#reference/10-convolutional-networks/transfer-learning.ts";
import {
  classify,
  classifyBackward,
  descend,
  fineTune,
  replaceHead,
  trainHead,
} from "#reference/10-convolutional-networks/transfer-learning.ts";

type Module = typeof import("#reference/10-convolutional-networks/transfer-learning.ts");

const relu = (x: Tensor): Tensor => x.maximum(0);

/** The network, one of its parts being another. */
const classifyWith =
  (change: {
    readonly first?: (maps: Tensor) => Tensor;
    readonly pool?: (maps: Tensor) => Tensor;
    readonly features?: (maps: Tensor) => Tensor;
  }): Module["classify"] =>
  (images, { body, head }) => {
    const maps = conv2d(images, body.conv1Weight, body.conv1Bias);
    const activated = change.first?.(maps) ?? relu(maps);
    const pooled = change.pool?.(activated) ?? maxPool2d(activated, 2);
    const last = conv2d(pooled, body.conv2Weight, body.conv2Bias);
    const features = change.features?.(last) ?? relu(last).mean([2, 3]);
    return features.matmul(head.weight.T).add(head.bias);
  };

const bodyTimes = (body: Body, factor: number): Body => ({
  conv1Weight: body.conv1Weight.mul(factor),
  conv1Bias: body.conv1Bias.mul(factor),
  conv2Weight: body.conv2Weight.mul(factor),
  conv2Bias: body.conv2Bias.mul(factor),
});
const headTimes = ({ weight, bias }: Head, factor: number): Head => ({
  weight: weight.mul(factor),
  bias: bias.mul(factor),
});

/** The right gradients, some of them changed. */
const backwardWith =
  (change: (right: Network, images: Tensor) => Partial<Network>): Module["classifyBackward"] =>
  (images, network, gradOutput) => {
    const { gradNetwork } = classifyBackward(images, network, gradOutput);
    return { gradNetwork: { ...gradNetwork, ...change(gradNetwork, images) } };
  };

/** The right new head, changed. */
const headWith =
  (change: (head: Head, network: Network) => Head): Module["replaceHead"] =>
  (network, classes, random) => {
    const { body, head } = replaceHead(network, classes, random);
    return { body, head: change(head, network) };
  };

const gradientOf = (images: Tensor, labels: Tensor, network: Network): Network =>
  classifyBackward(images, network, sparseCrossEntropyBackward(classify(images, network), labels, tensor(1)))
    .gradNetwork;

/** A body that has learned nothing. */
function newBody({ body }: Network, random: Random): Body {
  const weights = ({ shape }: Tensor): Tensor => random.normal(shape, 0, Math.sqrt(2 / (shape[1]! * 9)));
  const [conv1Weight, conv2Weight] = [weights(body.conv1Weight), weights(body.conv2Weight)];
  return { conv1Weight, conv1Bias: zeros(body.conv1Bias.shape), conv2Weight, conv2Bias: zeros(body.conv2Bias.shape) };
}

/** The recipe, with places to change. */
const transferWith =
  (change: {
    readonly start?: (pretrained: Network, random: Random) => Network;
    readonly labels?: (labels: Tensor, random: Random) => Tensor;
    readonly headSteps?: number;
    readonly steps?: number;
    readonly rates?: Rates;
  }): Module["transfer"] =>
  (images, labels, pretrained, random) => {
    const { headSteps = 150, steps = 10, rates = { body: 0.01, head: 0.1 } } = change;
    const fresh = replaceHead(pretrained, labels.max().item() + 1, random);
    const start = change.start?.(fresh, random) ?? fresh;
    const told = change.labels?.(labels, random) ?? labels;
    return fineTune(images, told, trainHead(images, told, start, headSteps, 0.1), steps, rates);
  };

export default mistakes<Module>({
  "first ReLU left out": {
    looksLike: "The first maps are pooled as they are, negative entries included.",
    reread: "m = pool(max(0, x ⋆ C₁ + c₁))",
    classify: classifyWith({ first: (maps) => maps }),
  },
  "second ReLU left out": {
    looksLike: "The mean is taken of the second maps as they are, negative entries included.",
    reread: "f = the mean of each map of max(0, m ⋆ C₂ + c₂)",
    classify: classifyWith({ features: (maps) => maps.mean([2, 3]) }),
  },
  "average for maximum": {
    looksLike: "Each block of 2 × 2 is replaced by its average.",
    reread: "pooling takes the largest of each 2 × 2 block",
    classify: classifyWith({
      pool: (maps) => {
        const [rows, columns] = [2 * Math.floor(maps.shape[2]! / 2), 2 * Math.floor(maps.shape[3]! / 2)];
        const corner = (k: number, l: number): Tensor => maps.slice(null, null, [k, rows, 2], [l, columns, 2]);
        return corner(0, 0).add(corner(0, 1)).add(corner(1, 0)).add(corner(1, 1)).div(4);
      },
    }),
  },
  "largest for mean": {
    looksLike: "A feature is the largest entry of its map.",
    reread: "f = the mean of each map",
    classify: classifyWith({ features: (maps) => relu(maps).max([2, 3]) }),
  },
  "sum for mean": {
    looksLike: "A feature is the sum over its map: larger images give larger features.",
    reread: "f = the mean of each map",
    classify: classifyWith({ features: (maps) => relu(maps).sum([2, 3]) }),
  },
  "gradient stops at the features": {
    looksLike: "The head gets its gradient; that of the body is 0, so fine-tuning would leave it as it is.",
    reread: "gradients of all parameters, those of the body and those of the head",
    classifyBackward: backwardWith(({ body }) => ({ body: bodyTimes(body, 0) })),
  },
  "places not counted on the way back": {
    looksLike: "Each place of a map gets the whole gradient of its mean: the body's gradients are too large.",
    reread: "the mean of a map of n places: each place has 1/n of the gradient",
    classifyBackward: backwardWith(({ body }, images) => {
      const [rows, columns] = [images.shape[2]!, images.shape[3]!].map((side) => Math.floor((side - 2) / 2) - 2);
      return { body: bodyTimes(body, rows! * columns!) };
    }),
  },
  "head's gradients averaged": {
    looksLike: "The gradients of the head are averages over the images, not sums.",
    reread: "dL/dW = Σ_n (dL/dz)ᵀ f; where a mean belongs, it has come with dL/dz",
    classifyBackward: backwardWith(({ head }, images) => ({ head: headTimes(head, 1 / images.shape[0]!) })),
  },
  "head of the old classes": {
    looksLike: "The old head stays: it has a row for each old class, not for each new one.",
    reread: "a row for each of the new classes",
    replaceHead: headWith((_, { head }) => head),
  },
  "new head transposed": {
    looksLike: "The weights of the new head have a row for each feature and a column for each class.",
    reread: "weight: [K, D]",
    replaceHead: headWith(({ weight, bias }) => ({ weight: weight.T, bias })),
  },
  "new head from zeros": {
    looksLike: "Weights and biases of the new head are 0: the body gets no gradient through them.",
    reread: "W, b ~ U(−1/√D, 1/√D)",
    replaceHead: headWith((head) => headTimes(head, 0)),
  },
  "bounds without the root": {
    looksLike: "The weights of the new head and its biases lie between −1/D and 1/D.",
    reread: "W, b ~ U(−1/√D, 1/√D)",
    replaceHead: headWith((head, { body }) => headTimes(head, 1 / Math.sqrt(body.conv2Bias.size))),
  },
  "bounds by the classes": {
    looksLike: "The bounds of weights and biases come from the number of classes, not from that of the features.",
    reread: "W, b ~ U(−1/√D, 1/√D) for D features",
    replaceHead: headWith((head, { body }) => headTimes(head, Math.sqrt(body.conv2Bias.size / head.bias.size))),
  },
  "new bias of 0": {
    looksLike: "The biases of the new head are 0.",
    reread: "W, b ~ U(−1/√D, 1/√D)",
    replaceHead: headWith(({ weight, bias }) => ({ weight, bias: zeros(bias.shape) })),
  },
  "new body as well": {
    looksLike: "The body starts anew together with the head: nothing of what was learned is left.",
    reread: "the same body with a head for another task",
    replaceHead: (network, classes, random) => {
      const { head } = replaceHead(network, classes, random);
      return { body: newBody(network, random), head };
    },
  },
  "any number of classes": {
    looksLike: "0 classes, or two and a half, are accepted.",
    reread: "throws RangeError when classes is not a whole number, or below 1",
    replaceHead: (network, classes, random) => replaceHead(network, Math.max(1, Math.floor(classes)), random),
  },
  "one rate for all": {
    looksLike: "The body makes steps with the rate of the head.",
    reread: "θ ← θ − η_body dL/dθ for the body",
    descend: (network, gradNetwork, { head }) => descend(network, gradNetwork, { body: head, head }),
  },
  "rates exchanged": {
    looksLike: "The body makes steps with the rate of the head, and the head with that of the body.",
    reread: "θ ← θ − η_body dL/dθ for the body, θ ← θ − η_head dL/dθ for the head",
    descend: (network, gradNetwork, { body, head }) => descend(network, gradNetwork, { body: head, head: body }),
  },
  climbs: {
    looksLike: "The steps are added.",
    reread: "θ ← θ − η dL/dθ: minus",
    descend: (network, { body, head }, rates) =>
      descend(network, { body: bodyTimes(body, -1), head: headTimes(head, -1) }, rates),
  },
  "biases forgotten": {
    looksLike: "The weights make their steps; the biases stay as they are.",
    reread: "θ: all parameters of a group",
    descend: (network, gradNetwork, rates) => {
      const { body, head } = descend(network, gradNetwork, rates);
      const { conv1Bias, conv2Bias } = network.body;
      return { body: { ...body, conv1Bias, conv2Bias }, head: { ...head, bias: network.head.bias } };
    },
  },
  "rates below 0": {
    looksLike: "A rate below 0 is accepted, and goes uphill.",
    reread: "throws RangeError when a rate is below 0",
    descend: (network, { body, head }, rates) => {
      const signs = { body: Math.sign(rates.body), head: Math.sign(rates.head) };
      const signed = { body: bodyTimes(body, signs.body), head: headTimes(head, signs.head) };
      return descend(network, signed, { body: Math.abs(rates.body), head: Math.abs(rates.head) });
    },
  },
  "body not frozen": {
    looksLike: "Feature extraction trains the body as well, at the same rate.",
    reread: "only the head learns; the body is frozen",
    trainHead: (images, labels, network, steps, rate) =>
      fineTune(images, labels, network, steps, { body: rate, head: rate }),
  },
  "frozen body decays": {
    looksLike: "The body gets no gradient, but weight decay makes it smaller with every step.",
    reread: "the body is frozen: nothing changes it",
    trainHead: (images, labels, network, steps, rate) => {
      const { body, head } = trainHead(images, labels, network, steps, rate);
      return { body: bodyTimes(body, (1 - 1e-4) ** steps), head };
    },
  },
  "sum over the examples": {
    looksLike: "The cross-entropy is summed over the images, so the steps are N times as large.",
    reread: "L the mean cross-entropy",
    trainHead: (images, labels, network, steps, rate) => trainHead(images, labels, network, steps, rate * labels.size),
  },
  "one step too many": {
    looksLike: "The head makes one step more than was asked for.",
    reread: "steps times",
    trainHead: (images, labels, network, steps, rate) => trainHead(images, labels, network, steps + 1, rate),
  },
  "body left out of fine-tuning": {
    looksLike: "Fine-tuning changes the head alone.",
    reread: "the whole network goes on learning",
    fineTune: (images, labels, network, steps, { head }) => fineTune(images, labels, network, steps, { body: 0, head }),
  },
  "fine-tuning at one rate": {
    looksLike: "Fine-tuning moves the body as fast as the head.",
    reread: "rates of the body and the head",
    fineTune: (images, labels, network, steps, { head }) =>
      fineTune(images, labels, network, steps, { body: head, head }),
  },
  "gradient of the first step in all": {
    looksLike: "The gradient is computed once, before the first step, and used in all of them.",
    reread: "steps times: gradients at the parameters of that step",
    fineTune: (images, labels, network, steps, { body, head }) =>
      descend(network, gradientOf(images, labels, network), { body: body * steps, head: head * steps }),
  },
  "trained from scratch": {
    looksLike: "The pretrained body is thrown away: the few images have to teach everything.",
    reread: "transfer: the pretrained body, a new head",
    transfer: transferWith({
      start: (network, random) => ({ ...network, body: newBody(network, random) }),
      headSteps: 0,
      steps: 60,
      rates: { body: 0.3, head: 0.3 },
    }),
  },
  "features of a random body": {
    looksLike: "The body starts at random and stays frozen: its features are about nothing in particular.",
    reread: "transfer: the pretrained body, a new head",
    transfer: transferWith({ start: (network, random) => ({ ...network, body: newBody(network, random) }), steps: 0 }),
  },
  "steps too large for the body": {
    looksLike: "Head and body are trained together from the start, with large steps, which destroy what the body knew.",
    reread: "a new head, which is trained first, and then the whole network with small steps",
    transfer: transferWith({ headSteps: 0, steps: 20, rates: { body: 1, head: 1 } }),
  },
  "labels of other images": {
    looksLike: "The labels are in another order than the images.",
    reread: "labels: [N], one for the image at the same place",
    transfer: transferWith({ labels: (labels, random) => labels.gather(random.permutation(labels.size)) }),
  },
  "head not trained": {
    looksLike: "The new head is left at random.",
    reread: "a new head, which is trained first",
    transfer: transferWith({ headSteps: 0, steps: 0 }),
  },
});
