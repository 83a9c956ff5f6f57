// tries: host errors from Node's callbacks when the stack is nearly full
// stopped by: import() is refused before; a host error leads nowhere, since code generation is off and host built-ins are frozen
// exercise: 02-activations/relu
// problem: no way out
const isForeign = (value) => value !== null && /^(object|function)$/.test(typeof value) && !(value instanceof Object);
const leads = (value) => {
  try {
    if (!isForeign(value) || Object.getPrototypeOf(value) === null) return;
    const process = value.constructor.constructor("return process")();
    if (typeof process === "object") console.log("__FLAG__");
  } catch {}
};

import { Tensor } from "#tensor";
const tries = [
  () => console.log({}),
  () => new Tensor([1], [1]).exp(),
  () => setTimeout(() => {}, 1),
  () => new Error("x").stack,
  () => Promise.resolve().then(() => {}),
  () => structuredClone({}),
  () => new Date().toLocaleString(),
  () => queueMicrotask(() => {}),
];
export function relu(x) {
  let left = 0;
  const dive = () => {
    try {
      dive();
    } catch (error) {
      leads(error);
    }
    if (left-- > 0)
      for (const attempt of tries) {
        try {
          attempt();
        } catch (error) {
          leads(error);
        }
      }
  };
  for (let round = 0; round < 5; round++) {
    left = 60;
    dive();
  }
  throw new Error("no way out");
}
export const reluBackward = relu;
