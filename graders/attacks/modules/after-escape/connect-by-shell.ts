// tries: to have a shell open the connection
// stopped by: the limits of processes and open files; seccomp; the shell isn't there
// exercise: 02-activations/relu
require("child_process").execSync("bash -c 'echo hello > /dev/tcp/127.0.0.1/__PORT__'");
