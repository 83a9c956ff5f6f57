import { beforeAll, describe, it } from "vitest";
import { contrastive, contrastiveBackward } from "#reference/03-losses/contrastive.ts";
import { triplet, tripletBackward } from "#reference/03-losses/triplet.ts";
import {
  differentiate,
  draws,
  expectAgreement,
  loadTensorFlow,
  toTf,
  type TensorFlow,
  type TfTensor,
} from "./tensorflow.ts";

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

// TensorFlow.js has neither loss; both are built here from its smaller operations.
const distance = (a: TfTensor, b: TfTensor): TfTensor => tf.sqrt(a.sub(b).square().sum(-1));

/** With 7 examples drawn around 0, some pay and some don't. */
const examples = 7;

describe("triplet agrees with TensorFlow.js", () => {
  it("in the losses and the gradients of anchor, positive and negative", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const shape = [examples, drawn.size(2)];
      const [anchor, positive, negative] = [drawn.tensor(shape), drawn.tensor(shape), drawn.tensor(shape)];
      const gradOutput = drawn.tensor([examples]);
      const options = { margin: 0.75, reduction: "none" } as const;
      const oracle = (a: TfTensor, p: TfTensor, n: TfTensor): TfTensor =>
        distance(a, p).sub(distance(a, n)).add(0.75).relu();
      const expected = differentiate(tf, oracle, [anchor, positive, negative], gradOutput);
      const { gradAnchor, gradPositive, gradNegative } = tripletBackward(
        anchor,
        positive,
        negative,
        gradOutput,
        options,
      );
      expectAgreement(`triplet (seed ${seed})`, triplet(anchor, positive, negative, options), expected.value);
      expectAgreement(`gradAnchor (seed ${seed})`, gradAnchor, expected.gradients[0]!);
      expectAgreement(`gradPositive (seed ${seed})`, gradPositive, expected.gradients[1]!);
      expectAgreement(`gradNegative (seed ${seed})`, gradNegative, expected.gradients[2]!);
    }
  });
});

describe("contrastive agrees with TensorFlow.js", () => {
  it("in the losses and the gradients of both points", () => {
    for (const { seed, draw } of draws) {
      const drawn = draw();
      const shape = [examples, drawn.size(2)];
      const [first, second] = [drawn.tensor(shape), drawn.tensor(shape)];
      const labels = drawn.choices([examples], [0, 1]);
      const gradOutput = drawn.tensor([examples]);
      const options = { margin: 4, reduction: "none" } as const;
      const dissimilar = toTf(tf, labels);
      const oracle = (a: TfTensor, b: TfTensor): TfTensor => {
        const apart = distance(a, b);
        const missing = apart.neg().add(4).relu();
        return dissimilar.neg().add(1).mul(apart.square()).add(dissimilar.mul(missing.square())).div(2);
      };
      const expected = differentiate(tf, oracle, [first, second], gradOutput);
      const { gradFirst, gradSecond } = contrastiveBackward(first, second, labels, gradOutput, options);
      expectAgreement(`contrastive (seed ${seed})`, contrastive(first, second, labels, options), expected.value);
      expectAgreement(`gradFirst (seed ${seed})`, gradFirst, expected.gradients[0]!);
      expectAgreement(`gradSecond (seed ${seed})`, gradSecond, expected.gradients[1]!);
    }
  });
});
