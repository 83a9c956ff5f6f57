// tries: to kill whatever it may
// stopped by: a user of its own; a namespace of its own for processes; seccomp
// exercise: 02-activations/relu
// may: not graded
process.kill(-1, "SIGTERM");
process.kill(-1, "SIGKILL");
