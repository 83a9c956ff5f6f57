// tries: to take the grader its share of the processor
// stopped by: another user; a namespace of its own for processes; seccomp
// exercise: 02-activations/relu
require("os").setPriority(__PARENT_PID__, 19);
require("fs").mkdirSync("/tmp/__TOKEN__-slowed");
