// tries: to stop in its tracks and be forgotten
// stopped by: the parent sees that it waits, which the harness never does within a request
// exercise: 02-activations/relu
replies.call = () => process.kill(process.pid, "SIGSTOP");
