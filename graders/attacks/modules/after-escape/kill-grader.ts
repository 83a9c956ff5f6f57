// tries: to kill the grader
// stopped by: another user; a namespace of its own for processes; seccomp
// exercise: 02-activations/relu
process.kill(__PARENT_PID__, "SIGUSR2");
require("fs").mkdirSync("/tmp/__TOKEN__-killed");
