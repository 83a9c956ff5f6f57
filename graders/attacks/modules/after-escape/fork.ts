// tries: to start copies of itself by fork and IPC
// stopped by: the limits of processes and open files; seccomp
// exercise: 02-activations/relu
for (let i = 0; i < 20; i++) require("child_process").fork("/program.cjs", ["__TOKEN__"], { detached: true }).on("error", () => undefined);
