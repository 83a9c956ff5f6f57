// tries: to add a line to the gradebook
// stopped by: the limit of open files; another user; the path isn't there
// exercise: 02-activations/relu
const fs = require("fs");
fs.appendFileSync("__SECRET_DIR__/../watched/gradebook.csv", "mallory,100\n");
