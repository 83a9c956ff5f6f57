// tries: to use all memory outside the heap
// stopped by: the parent's watch over resident memory; the limit of the address space
// exercise: 02-activations/relu
const kept = [];
for (;;) kept.push(new Uint8Array(2 ** 26).fill(1));
