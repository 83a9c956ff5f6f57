// tries: to leave a grandchild behind whose parent has gone
// stopped by: the limits of processes and open files; seccomp; a namespace of its own for processes
// exercise: 02-activations/relu
require("child_process").spawn("sh", ["-c", "setsid sh -c 'sleep 30; : __TOKEN__' &"], { detached: true, stdio: "ignore" }).unref();
