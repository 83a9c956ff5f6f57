// tries: promises whose then, constructor and species are called by the host when it waits
// stopped by: Promise and its prototype are frozen, and the waiting is done inside the realm
// exercise: 02-activations/relu
const isForeign = (value) => value !== null && /^(object|function)$/.test(typeof value) && !(value instanceof Object);
const leads = (value) => {
  try {
    if (!isForeign(value) || Object.getPrototypeOf(value) === null) return;
    const process = value.constructor.constructor("return process")();
    if (typeof process === "object") console.log("__FLAG__");
  } catch {}
};

const note = (...values) => values.forEach(leads);
class Mine extends Promise {
  static get [Symbol.species]() {
    return Mine;
  }
  constructor(run) {
    super((resolve, reject) => {
      note(resolve, reject, run);
      run(resolve, reject);
    });
  }
  then(...handlers) {
    note(this, ...handlers);
    return super.then(...handlers);
  }
}
try {
  Promise.prototype.then = function (...handlers) {
    note(this, ...handlers);
  };
  console.log("__FLAG__");
} catch {}
export const relu = (x) => Mine.resolve(x);
export const reluBackward = (x) => {
  const promise = Mine.resolve(x);
  Object.defineProperty(promise, "constructor", { get: () => (note(promise), Mine) });
  return promise;
};
