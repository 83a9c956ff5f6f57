// tries: workers and channels that go on after the end
// stopped by: the realm has none
// exercise: 02-activations/relu
// problem: Worker is not defined
for (const name of ["Worker", "SharedWorker", "ServiceWorker", "MessageChannel", "BroadcastChannel", "setInterval", "setImmediate"]) {
  if (typeof globalThis[name] !== "undefined") console.log("__FLAG__", name);
}
export const relu = () => new Worker("x");
export const reluBackward = relu;
