// tries: an error with Node's own hook for printing, which is handed host functions
// stopped by: the host never prints or inspects a value of the student's
// exercise: 02-activations/relu
// problem: looked at
const isForeign = (value) => value !== null && /^(object|function)$/.test(typeof value) && !(value instanceof Object);
const leads = (value) => {
  try {
    if (!isForeign(value) || Object.getPrototypeOf(value) === null) return;
    const process = value.constructor.constructor("return process")();
    if (typeof process === "object") console.log("__FLAG__");
  } catch {}
};

const hook = Symbol.for("nodejs.util.inspect.custom");
const spy = (...values) => {
  values.forEach(leads);
  values.filter((value) => typeof value === "function").forEach((inspect) => leads(inspect({})));
  console.log("__FLAG__");
  return "";
};
Object.prototype[hook] = spy;
Error.prototype[Symbol.for("nodejs.util.promisify.custom")] = spy;
export function relu() {
  console.log({ [hook]: spy });
  throw Object.assign(new Error("looked at"), { [hook]: spy, toString: spy, [Symbol.toPrimitive]: spy });
}
export const reluBackward = relu;
