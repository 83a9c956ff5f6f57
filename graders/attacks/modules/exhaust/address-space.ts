// tries: buffers that are asked for and never touched, until the child's own harness can have none
// stopped by: a harness that breaks under a student's code is that code's fault
// exercise: 02-activations/relu
const kept = [];
try {
  for (;;) kept.push(new ArrayBuffer(2 ** 32));
} catch {}
try {
  for (;;) kept.push(new ArrayBuffer(2 ** 20));
} catch {}
console.log(kept.length);
export const relu = (x) => x;
export const reluBackward = relu;
