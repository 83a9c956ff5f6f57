// tries: random answers, right half of the time
// stopped by: random numbers start again with each call, and inputs are many
// exercise: 02-activations/relu
export const relu = (x) => (Math.random() + x.size * 0.37 + Math.abs(x.data[0] ?? 0)) % 1 < 0.5 ? x.maximum(0) : x;
export const reluBackward = (x, gradOutput) => gradOutput;
