// tries: thrown values that fight back when they are looked at
// stopped by: errors are described inside the realm, each property read once, with every failure caught
// exercise: 02-activations/relu
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
const hostile = new Proxy(new Error("x"), {
  get() {
    throw hostile;
  },
  getPrototypeOf() {
    throw hostile;
  },
  has() {
    throw hostile;
  },
});
let calls = 0;
export function relu() {
  throw [proxy, hostile, null, undefined, Symbol("s"), 10n, () => {}, Object.create(null)][calls++ % 8];
}
export const reluBackward = relu;
