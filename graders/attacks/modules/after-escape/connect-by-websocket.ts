// tries: to open a web socket
// stopped by: the limit of open files; seccomp; a network of its own
// exercise: 02-activations/relu
new WebSocket("ws://127.0.0.1:__PORT__/");
