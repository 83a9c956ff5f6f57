// tries: globals and patched prototypes left behind for the next exercise
// stopped by: a realm that an exercise changed ends with it
// exercise: 02-activations/relu
globalThis.answer = 42;
Object.prototype.left = "__TOKEN__";
Array.prototype.map = () => [];
Math.max = () => 0;
export const relu = (x) => x;
export const reluBackward = relu;
