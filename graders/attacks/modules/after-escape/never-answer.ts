// tries: to keep the grader waiting
// stopped by: the parent's clock
// exercise: 02-activations/relu
replies.call = () => {
  for (;;);
};
