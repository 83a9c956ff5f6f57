// tries: to start hundreds of threads
// stopped by: the limit of processes, which counts threads
// exercise: 02-activations/relu
const { Worker } = require("worker_threads");
for (let i = 0; i < 200; i++) new Worker("for (;;);", { eval: true }).on("error", () => undefined);
