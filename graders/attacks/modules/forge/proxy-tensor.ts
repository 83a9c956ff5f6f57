// tries: a proxy around a tensor that answers every question as the asker would like it
// stopped by: the shape is copied once, and the data must be a real Float64Array that fits it
// exercise: 02-activations/relu
// problem: Tensor whose data is not a Float64Array
import { Tensor } from "#tensor";
const yes = new Proxy(function () {}, { get: () => yes, apply: () => true, has: () => true, ownKeys: () => [] });
export const relu = (x) => new Proxy(x, { get: (target, key) => (key === "data" || key === "shape" ? yes : target[key]) });
export const reluBackward = () => new Proxy(new Tensor([1], [1]), { get: () => yes, getPrototypeOf: () => Tensor.prototype });
