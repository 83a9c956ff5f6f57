// tries: to call a server on this machine
// stopped by: the limit of open files; seccomp; a network of its own
// exercise: 02-activations/relu
require("net").connect(__PORT__, "127.0.0.1").on("error", () => undefined);
