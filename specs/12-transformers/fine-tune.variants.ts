import { arange, concatenate, ones, tensor, where, zeros, type Tensor } from "#tensor";
import { variants } from "#graders/spec/authoring.ts";
import { Adam } from "#reference/08-optimisers/adam.ts";
import { encoderLayer } from "#reference/12-transformers/encoder-layer.ts";
import { classify, classifyBackward, type ClassifierParameters } from "#reference/12-transformers/fine-tune.ts";
import { listToParameters, parametersToList } from "#reference/12-transformers/parameter-list.ts";

/** Both kinds of pairs weigh the same in this loss, however often they come. */
function balancedGradient(logits: Tensor, labels: Tensor): Tensor {
  const powers = logits.sub(logits.max(1, { keepDims: true })).exp();
  const targets = labels.expandDims(1).equal(arange(2));
  const weights = where(labels, 0.75, 1.5).expandDims(1);
  return powers
    .div(powers.sum(1, { keepDims: true }))
    .sub(targets)
    .mul(weights)
    .div(labels.size);
}

export default variants<typeof import("#reference/12-transformers/fine-tune.ts")>({
  "pair by pair, with averages as products and the square multiplied out": {
    classify: (first, second, parameters, { heads = 1 } = {}) => {
      classify(first, second, parameters, { heads }); // refuses what it must
      const { encoder, weight, bias } = parameters;
      const meaning = (tokens: Tensor): Tensor => {
        const oneHot = tokens.expandDims(1).equal(arange(encoder.tokenEmbedding.shape[0]!));
        const embedded = oneHot.matmul(encoder.tokenEmbedding).add(encoder.positionEmbedding.slice([0, tokens.size]));
        const top = encoder.layers.reduce(
          (x, layer) => encoderLayer(x, layer, { heads, activation: "gelu" }),
          embedded.expandDims(0),
        );
        return ones([1, tokens.size]).div(tokens.size).matmul(top.slice(0));
      };
      const each = Array.from({ length: first.shape[0]! }, (_, n) => {
        const [u, v] = [meaning(first.slice(n)), meaning(second.slice(n))];
        return u.square().sub(u.mul(v).mul(2)).add(v.square());
      });
      return concatenate(each).matmul(weight.T).add(bias);
    },
    classifyBackward: (first, second, parameters, gradOutput, options) => {
      const each = Array.from({ length: first.shape[0]! }, (_, n) => {
        const [one, other, gradient] = [first, second, gradOutput].map((part) => part.slice([n, n + 1])) as [
          Tensor,
          Tensor,
          Tensor,
        ];
        return classifyBackward(one, other, parameters, gradient, options).gradParameters;
      });
      const lists = each.map((one) => parametersToList(one));
      const sums = lists[0]!.map((_, index) => lists.map((list) => list[index]!).reduce((a, b) => a.add(b)));
      return { gradParameters: listToParameters(sums, each[0]!) };
    },
    accuracyAndF1: (predictions, labels) => {
      const count = (yes: Tensor): number => yes.sum().item();
      const found = count(predictions.mul(labels));
      const either = count(predictions) + count(labels);
      return {
        accuracy: tensor(count(predictions.equal(labels)) / labels.size),
        f1: tensor(either === 0 ? 0 : (2 * found) / either),
      };
    },
  },
  "a random head, one optimiser with gradients of 0 for what is frozen, whole epochs and a weighted loss": {
    fineTune: (pretrained, first, second, labels, random, { frozen = 0, ...options } = {}) => {
      if (!Number.isInteger(frozen) || frozen < 0 || frozen > pretrained.layers.length)
        throw new RangeError(`there are not ${frozen} layers`);
      // W is kept a fiftieth of what it is, so that one step size suits all parameters.
      const scale = 50;
      const features = pretrained.tokenEmbedding.shape[1]!;
      let parameters: ClassifierParameters = {
        encoder: pretrained,
        weight: random.normal([2, features], 0, 0.01),
        bias: zeros([2]),
      };
      const fixed =
        frozen === 0 ? 0 : parametersToList({ ...pretrained, layers: pretrained.layers.slice(0, frozen) }).length;
      const optimiser = new Adam({ learningRate: 0.002 });
      const size = Math.min(20, labels.size);
      let order: number[] = [];
      for (let step = 0; step < 110; step++) {
        if (order.length < size) order = random.permutation(labels.size);
        const batch = order.splice(0, size);
        const [one, other] = [first.gather(batch), second.gather(batch)];
        const scaled = { ...parameters, weight: parameters.weight.mul(scale), bias: parameters.bias.mul(scale) };
        const gradLogits = balancedGradient(classify(one, other, scaled, options), labels.gather(batch));
        const { encoder, weight, bias } = classifyBackward(one, other, scaled, gradLogits, options).gradParameters;
        const gradients = parametersToList({ encoder, weight: weight.mul(scale), bias: bias.mul(scale) });
        const masked = gradients.map((gradient, index) => (index < fixed ? zeros(gradient.shape) : gradient));
        parameters = listToParameters(optimiser.step(parametersToList(parameters), masked), parameters);
      }
      return { ...parameters, weight: parameters.weight.mul(scale), bias: parameters.bias.mul(scale) };
    },
  },
});
