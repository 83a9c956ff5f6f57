// tries: to write a file through SQLite
// stopped by: the limit of open files; the path isn't there
// exercise: 02-activations/relu
const { DatabaseSync } = require("node:sqlite");
const db = new DatabaseSync("__SECRET_DIR__/../watched/__TOKEN__.db");
db.exec("CREATE TABLE grades (points)");
