// tries: messages, names and stacks of a megabyte each
// stopped by: all three are cut inside the realm, and again in the grader
// exercise: 02-activations/relu
// problem: m{300}…
export function relu() {
  throw Object.assign(new Error("m".repeat(1e6)), { name: "n".repeat(1e6), stack: "s".repeat(1e6) });
}
export function reluBackward() {
  throw "t".repeat(1e6);
}
