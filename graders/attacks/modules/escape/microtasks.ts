// tries: microtasks and timers that look at what runs between the calls
// stopped by: between calls only functions of the realm run, and they hand on nothing
// exercise: 02-activations/relu
const isForeign = (value) => value !== null && /^(object|function)$/.test(typeof value) && !(value instanceof Object);
const leads = (value) => {
  try {
    if (!isForeign(value) || Object.getPrototypeOf(value) === null) return;
    const process = value.constructor.constructor("return process")();
    if (typeof process === "object") console.log("__FLAG__");
  } catch {}
};

const look = () => {
  Error.prepareStackTrace = (_, sites) => sites.forEach((site) => (leads(site.getThis()), leads(site.getFunction())));
  void new Error("x").stack;
};
const again = (left) => {
  look();
  if (left > 0) Promise.resolve().then(() => again(left - 1));
};
export async function relu(x) {
  again(200);
  setTimeout(look, 1);
  queueMicrotask(look);
  for (let i = 0; i < 20; i++) await null;
  return x;
}
export const reluBackward = relu;
