// tries: to fetch from a server on this machine
// stopped by: the limit of open files; seccomp; a network of its own
// exercise: 02-activations/relu
fetch("http://127.0.0.1:__PORT__/").catch(() => undefined);
