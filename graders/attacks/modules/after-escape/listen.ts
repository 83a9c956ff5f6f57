// tries: to offer a door to others
// stopped by: the limit of open files; seccomp; a network of its own
// exercise: 02-activations/relu
const server = require("net").createServer(() => undefined);
server.on("error", () => undefined).listen(0, "127.0.0.1", () => require("net").connect(__PORT__, "127.0.0.1"));
