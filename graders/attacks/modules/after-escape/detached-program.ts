// tries: to leave a program behind that goes on after grading
// stopped by: the limits of processes and open files; seccomp
// exercise: 02-activations/relu
require("child_process").spawn("sleep", ["30", "__TOKEN__"], { detached: true, stdio: "ignore" }).unref();
