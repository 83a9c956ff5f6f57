// tries: to close the pipe and live on
// stopped by: the grader kills what doesn't answer
// exercise: 02-activations/relu
replies.call = () => {
  require("fs").closeSync(1);
  for (;;);
};
