// tries: to open Node's debugger for others
// stopped by: the limit of open files; seccomp
// exercise: 02-activations/relu
require("inspector").open(0, "127.0.0.1");
require("net").connect(__PORT__, "127.0.0.1");
