// tries: to use all memory when it is called
// stopped by: the parent's watch over resident memory; the limit of the address space
// exercise: 02-activations/relu
replies.call = () => {
  const kept = [];
  for (;;) kept.push(Buffer.alloc(2 ** 26, 1));
};
