// tries: a result that has always one more key, one more level, one more entry
// stopped by: a reply has a budget of bytes and nodes and a depth
// exercise: 02-activations/relu
const endless = new Proxy(
  {},
  {
    ownKeys: () => Array.from({ length: 1e5 }, (_, i) => `k${i}`),
    getOwnPropertyDescriptor: () => ({ value: endless, enumerable: true, configurable: true }),
    get: () => Object.create(endless, {}),
  },
);
export const relu = () => endless;
export const reluBackward = () => new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 32 - 1 : [endless]) });
