// tries: to say it is done without having answered
// stopped by: answers are counted by the grader
// exercise: 02-activations/relu
replies.call = () => [0, 1, 0, 0, 0, 0];
