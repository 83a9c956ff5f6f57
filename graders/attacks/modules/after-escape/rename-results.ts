// tries: to put its own file in the place of the results
// stopped by: another user, who may not write to the folder; the path isn't there
// exercise: 02-activations/relu
const fs = require("fs");
fs.renameSync("__SECRET_DIR__/../watched/gradebook.csv", "__SECRET_DIR__/../watched/results.json");
