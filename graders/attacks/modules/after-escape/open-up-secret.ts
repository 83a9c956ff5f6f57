// tries: to make the secret readable by all
// stopped by: another user, who doesn't own it; the path isn't there
// exercise: 02-activations/relu
const fs = require("fs");
fs.chmodSync("__SECRET_FILE__", 0o777);
fs.chmodSync("__SECRET_DIR__", 0o777);
