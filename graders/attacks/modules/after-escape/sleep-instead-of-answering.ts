// tries: to keep the grader waiting without using any time of its own
// stopped by: the parent sees that it waits, which the harness never does within a request
// exercise: 02-activations/relu
replies.call = () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
