// tries: globals and patched prototypes left behind for a realm that comes later
// stopped by: a realm ends with its exercise
// exercise: 02-activations/relu
globalThis.answer = 42;
Object.prototype.left = "__TOKEN__";
Array.prototype.map = () => [];
Math.max = () => 0;
export const relu = (x) => x;
export const reluBackward = relu;
