// tries: to leave a copy of Node behind
// stopped by: the limits of processes and open files; seccomp
// exercise: 02-activations/relu
require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => 0, 30000)", "__TOKEN__"], { detached: true, stdio: "ignore" }).unref();
