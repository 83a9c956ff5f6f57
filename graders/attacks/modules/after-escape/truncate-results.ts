// tries: to empty the results
// stopped by: another user; the path isn't there
// exercise: 02-activations/relu
const fs = require("fs");
fs.truncateSync("__SECRET_DIR__/../watched/results.json", 0);
