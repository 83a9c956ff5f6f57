// tries: to make the grader open its debugger
// stopped by: another user; a namespace of its own for processes; seccomp
// exercise: 02-activations/relu
process.kill(__PARENT_PID__, "SIGUSR1");
setTimeout(() => require("net").connect(9229, "127.0.0.1").on("connect", () => require("net").connect(__PORT__, "127.0.0.1")).on("error", () => undefined), 200);
