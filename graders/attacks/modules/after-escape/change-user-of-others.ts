// tries: to become the user of another child and to kill that
// stopped by: another user, who can't change; seccomp
// exercise: 02-activations/relu
process.setuid(65_001);
process.kill(-1, "SIGKILL");
