import { ones, type Tensor } from "#tensor";
import {
  classActivationMaps,
  globalAveragePool,
  globalAveragePoolBackward,
} from "#reference/10-convolutional-networks/global-average-pool.ts";
import { mistakes } from "#graders/spec/authoring.ts";

const places = (input: Tensor): number => input.shape[2]! * input.shape[3]!;

export default mistakes<typeof import("#reference/10-convolutional-networks/global-average-pool.ts")>({
  "sum in place of the mean": {
    looksLike: "The values of a channel are summed, not averaged.",
    reread: "y[n, c] = 1/(H W) Σ_i Σ_j x[n, c, i, j]",
    globalAveragePool: (input) => globalAveragePool(input).mul(places(input)),
  },
  "largest value": {
    looksLike: "The largest value of each channel is taken: that is global max pooling.",
    reread: "y[n, c] = 1/(H W) Σ_i Σ_j x[n, c, i, j]",
    globalAveragePool: (input) => (globalAveragePool(input), input.max([2, 3])),
  },
  "axes of one place kept": {
    looksLike: "The result is [N, C, 1, 1]: two axes of size 1 are left.",
    reread: "returns [N, C]",
    globalAveragePool: (input) => globalAveragePool(input).reshape([input.shape[0]!, input.shape[1]!, 1, 1]),
  },
  "averaged over the channels": {
    looksLike: "The mean is taken over channels and columns, so that a number for each row is left.",
    reread: "y[n, c] = 1/(H W) Σ_i Σ_j …: i and j are summed over, not c",
    globalAveragePool: (input) => (globalAveragePool(input), input.mean([1, 3])),
  },
  "axes as if channels were last": {
    looksLike: "The mean is taken over axes 1 and 2, as if images were [N, H, W, C].",
    reread: "input: [N, C, H, W]",
    globalAveragePool: (input) => (globalAveragePool(input), input.mean([1, 2])),
  },
  "rows alone": {
    looksLike: "The mean is taken over the columns only: a number for each row is left.",
    reread: "y[n, c] = 1/(H W) Σ_i Σ_j …: over both",
    globalAveragePool: (input) => (globalAveragePool(input), input.mean(3)),
  },
  "averaged over the batch": {
    looksLike: "The mean is taken over the batch as well: all images get the same numbers.",
    reread: "y[n, c]: each image has its own",
    globalAveragePool: (input) =>
      globalAveragePool(input).mean(0, { keepDims: true }).broadcastTo([input.shape[0]!, input.shape[1]!]),
  },
  "divided by the rows": {
    looksLike: "The sum is divided by H alone.",
    reread: "y[n, c] = 1/(H W) Σ_i Σ_j …",
    globalAveragePool: (input) => globalAveragePool(input).mul(input.shape[3]!),
  },
  "share not divided": {
    looksLike: "Every place receives the whole gradient, not its share.",
    reread: "dL/dx[n, c, i, j] = 1/(H W) dL/dy[n, c]",
    globalAveragePoolBackward: (input, gradOutput) => globalAveragePoolBackward(input, gradOutput).mul(places(input)),
  },
  "divided by everything": {
    looksLike: "The gradient is divided by the number of all values of an image, channels included.",
    reread: "dL/dx[n, c, i, j] = 1/(H W) dL/dy[n, c]",
    globalAveragePoolBackward: (input, gradOutput) => globalAveragePoolBackward(input, gradOutput).div(input.shape[1]!),
  },
  "divided by the batch as well": {
    looksLike: "The gradient is divided by the number of images, too; that mean belongs in the loss, if anywhere.",
    reread: "dL/dx[n, c, i, j] = 1/(H W) dL/dy[n, c]",
    globalAveragePoolBackward: (input, gradOutput) => globalAveragePoolBackward(input, gradOutput).div(input.shape[0]!),
  },
  "gradient times the input": {
    looksLike: "The gradient is multiplied by the input; a mean depends on each of its values in the same way.",
    reread: "dL/dx[n, c, i, j] = 1/(H W) dL/dy[n, c]",
    globalAveragePoolBackward: (input, gradOutput) => globalAveragePoolBackward(input, gradOutput).mul(input),
  },
  "upstream gradient ignored": {
    looksLike: "Every place receives 1/(H W), whatever gradOutput says.",
    reread: "dL/dx[n, c, i, j] = 1/(H W) dL/dy[n, c]",
    globalAveragePoolBackward: (input, gradOutput) => globalAveragePoolBackward(input, ones(gradOutput.shape)),
  },
  "gradient left at one place": {
    looksLike: "The gradient goes to the first place of each channel alone.",
    reread: "dL/dx[n, c, i, j] = 1/(H W) dL/dy[n, c], at every place i, j",
    globalAveragePoolBackward: (input, gradOutput) =>
      globalAveragePoolBackward(input, gradOutput).map((value, index) =>
        index % places(input) === 0 ? value * places(input) : 0,
      ),
  },
  "map of the mean": {
    looksLike: "The map holds the same number everywhere: the channels were pooled before they were weighed.",
    reread: "M[n, k, i, j] = Σ_c w[k, c] x[n, c, i, j]",
    classActivationMaps: (input, weight) => {
      const maps = classActivationMaps(input, weight);
      return maps.mean([2, 3], { keepDims: true }).broadcastTo(maps.shape);
    },
  },
  "map divided by the places": {
    looksLike: "The maps are divided by the number of places; their mean is the logit, not their sum.",
    reread: "M[n, k, i, j] = Σ_c w[k, c] x[n, c, i, j]",
    classActivationMaps: (input, weight) => classActivationMaps(input, weight).div(places(input)),
  },
  "negative evidence cut off": {
    looksLike: "Negative values of the maps are set to 0: places that speak against a class are lost.",
    reread: "M[n, k, i, j] = Σ_c w[k, c] x[n, c, i, j], without a ReLU",
    classActivationMaps: (input, weight) => classActivationMaps(input, weight).maximum(0),
  },
  "channels averaged": {
    looksLike: "The weighted channels are averaged, not summed.",
    reread: "M[n, k, i, j] = Σ_c …: a sum over c",
    classActivationMaps: (input, weight) => classActivationMaps(input, weight).div(input.shape[1]!),
  },
});
