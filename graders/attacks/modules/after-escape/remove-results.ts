// tries: to remove the results
// stopped by: another user, who may not write to the folder; the path isn't there
// exercise: 02-activations/relu
const fs = require("fs");
fs.unlinkSync("__SECRET_DIR__/../watched/results.json");
