// tries: to post what it knows
// stopped by: the limit of open files; seccomp; a network of its own
// exercise: 02-activations/relu
require("http").request({ host: "localhost", port: __PORT__, method: "POST" }).on("error", () => undefined).end(JSON.stringify(process.versions));
