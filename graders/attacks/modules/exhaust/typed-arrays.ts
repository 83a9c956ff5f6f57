// tries: typed arrays without end, which lie outside the heap
// stopped by: the size of the child's process is watched
// exercise: 02-activations/relu
// problem: of memory|computing time
const kept = [];
for (;;) kept.push(new Float64Array(4e6).fill(1));
export const relu = (x) => x;
export const reluBackward = relu;
