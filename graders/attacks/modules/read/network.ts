// tries: to call a server on this machine, with whatever a browser or Node would offer
// stopped by: the realm has no network of any kind
// exercise: 02-activations/relu
// problem: fetch is not defined
const address = "127.0.0.1:__PORT__";
const ways = [
  () => fetch(`http://${address}`),
  () => new WebSocket(`ws://${address}`),
  () => new EventSource(`http://${address}`),
  () => navigator.sendBeacon(`http://${address}`, "x"),
  () => process.getBuiltinModule("node:net").connect(__PORT__),
  () => new Worker(`http://${address}`),
];
for (const way of ways) {
  try {
    way();
  } catch {}
}
export const relu = () => fetch(`http://${address}`);
export const reluBackward = relu;
