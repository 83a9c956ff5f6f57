// tries: to become root again
// stopped by: no new privileges; another user
// exercise: 02-activations/relu
process.setgroups([0]);
process.setgid(0);
process.setuid(0);
require("fs").unlinkSync("__SECRET_DIR__/../watched/results.json");
