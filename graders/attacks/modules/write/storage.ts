// tries: to leave something in a browser's or Node's storage for the next run
// stopped by: the realm has no storage
// exercise: 02-activations/relu
// problem: localStorage is not defined
const ways = [
  () => localStorage.setItem("__TOKEN__", "1"),
  () => caches.open("__TOKEN__"),
  () => indexedDB.open("__TOKEN__"),
  () => new BroadcastChannel("__TOKEN__").postMessage(1),
  () => document.cookie = "__TOKEN__",
];
for (const way of ways) {
  try {
    way();
    console.log("__FLAG__");
  } catch {}
}
export const relu = () => localStorage.getItem("__TOKEN__");
export const reluBackward = relu;
