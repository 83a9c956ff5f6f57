// tries: to be gone when it is asked
// stopped by: an exit without an answer is a failure
// exercise: 02-activations/relu
replies.call = () => process.exit(0);
