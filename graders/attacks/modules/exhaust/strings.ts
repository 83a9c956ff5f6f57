// tries: strings that double, flattened each time
// stopped by: strings have a largest length, and the heap a limit
// exercise: 02-activations/relu
// problem: threw|of memory|computing time
let text = "x";
export function relu() {
  const kept = [];
  for (;;) {
    text += text;
    kept.push([...text.slice(0, 1e6)].join(""));
  }
}
export const reluBackward = relu;
