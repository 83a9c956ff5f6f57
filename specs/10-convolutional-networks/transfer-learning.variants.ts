import { arange, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { conv2d } from "#reference/10-convolutional-networks/conv2d.ts";
import { maxPool2d } from "#reference/10-convolutional-networks/max-pool.ts";
import { fineTune, replaceHead, trainHead } from "#reference/10-convolutional-networks/transfer-learning.ts";
import type { Network } from "#reference/10-convolutional-networks/transfer-learning.ts";

function classify(images: Tensor, { body, head }: Network): Tensor {
  const first = conv2d(images, body.conv1Weight, body.conv1Bias).maximum(0);
  const second = conv2d(maxPool2d(first, 2), body.conv2Weight, body.conv2Bias).maximum(0);
  return head.weight.matmul(second.mean([2, 3]).T).add(head.bias.expandDims(1)).T;
}

export default variants<typeof import("#reference/10-convolutional-networks/transfer-learning.ts")>({
  "frozen by a rate of 0": {
    classify,
    trainHead: (images, labels, network, steps, rate) =>
      fineTune(images, labels, network, steps, { body: 0, head: rate }),
  },
  "feature extraction alone, in more steps": {
    transfer: (images, labels, pretrained, random) => {
      const fresh = replaceHead(pretrained, labels.max().item() + 1, random);
      return trainHead(images, labels, fresh, 400, 0.2);
    },
  },
  "fine-tuning alone, all of it slowly": {
    transfer: (images, labels, pretrained, random) => {
      const fresh = replaceHead(pretrained, labels.max().item() + 1, random);
      return fineTune(images, labels, fresh, 60, { body: 0.01, head: 0.1 });
    },
  },
  "head by its probabilities": {
    trainHead: (images, labels, { body, head }, steps, rate) => {
      let { weight, bias } = head;
      const [classes, features] = weight.shape as readonly [number, number];
      const selector = {
        weight: arange(features).equal(arange(features).expandDims(1)),
        bias: arange(features).mul(0),
      };
      const seen = classify(images, { body, head: selector }); // the features themselves
      const targets = labels.expandDims(1).equal(arange(classes));
      for (let step = 0; step < steps; step++) {
        const powers = seen.matmul(weight.T).add(bias).exp();
        const gradLogits = powers.div(powers.sum(1, { keepDims: true })).sub(targets);
        weight = weight.sub(gradLogits.T.matmul(seen).mul(rate / labels.size));
        bias = bias.sub(gradLogits.mean(0).mul(rate));
      }
      return { body, head: { weight, bias } };
    },
  },
});
