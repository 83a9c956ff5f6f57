// tries: accessors on Object.prototype for every name that the codec or Node might look up
// stopped by: the codec looks at no name that it has not made itself, and the host has its own Object.prototype
// exercise: 02-activations/relu
const isForeign = (value) => value !== null && /^(object|function)$/.test(typeof value) && !(value instanceof Object);
const leads = (value) => {
  try {
    if (!isForeign(value) || Object.getPrototypeOf(value) === null) return;
    const process = value.constructor.constructor("return process")();
    if (typeof process === "object") console.log("__FLAG__");
  } catch {}
};

const names = "data shape seed description value get set then kind status name message stack code constructor path text cachedData context env argv0 stdio shell windowsHide 0 1".split(" ");
for (const name of names) {
  Object.defineProperty(Object.prototype, name, {
    __proto__: null,
    configurable: true,
    get() {
      leads(this);
      return undefined;
    },
    set(value) {
      leads(this);
      leads(value);
      Object.defineProperty(this, name, { __proto__: null, value, writable: true, configurable: true, enumerable: true });
    },
  });
}
export const relu = (x) => x;
export const reluBackward = (x, gradOutput) => gradOutput;
