// tries: to send a packet, then to call the server by the socket's success
// stopped by: the limit of open files; seccomp; a network of its own
// exercise: 02-activations/relu
const socket = require("dgram").createSocket("udp4");
socket.on("error", () => undefined);
socket.send("hello", 9, "127.0.0.1", (error) => error ?? require("net").connect(__PORT__, "127.0.0.1"));
