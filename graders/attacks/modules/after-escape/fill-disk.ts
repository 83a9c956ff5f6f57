// tries: to fill the disk
// stopped by: the limits of open files and of file sizes
// exercise: 02-activations/relu
const fs = require("fs");
const at = fs.openSync("/tmp/__TOKEN__", "w");
for (let i = 0; i < 64; i++) fs.writeSync(at, Buffer.alloc(2 ** 20));
