// tries: to overwrite the results beside the secret
// stopped by: the limit of open files; another user; the path isn't there
// exercise: 02-activations/relu
const fs = require("fs");
fs.writeFileSync("__SECRET_DIR__/../watched/results.json", '{ "points": 100 }');
