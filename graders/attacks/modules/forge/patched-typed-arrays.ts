// tries: typed arrays whose buffer, length and set are patched
// stopped by: the codec reads them with getters kept from before, off the prototype
// exercise: 02-activations/relu
// problem: built-ins
const { prototype } = Object.getPrototypeOf(Float64Array);
for (const name of ["length", "byteLength", "byteOffset", "buffer"])
  Object.defineProperty(prototype, name, { get: () => 0, configurable: true });
prototype.set = prototype.slice = prototype.subarray = function () {
  return this;
};
DataView.prototype.setFloat64 = DataView.prototype.getFloat64 = () => 0;
export const relu = (x) => x;
export const reluBackward = (x, gradOutput) => gradOutput;
