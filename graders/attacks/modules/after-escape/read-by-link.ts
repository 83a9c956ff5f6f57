// tries: to make a link to it somewhere else and read that
// stopped by: the limit of open files, which is 0 once Node runs; in a namespace the path isn't there
// exercise: 02-activations/relu
/** What was found goes out as console text, which reports show. */
function show(text) {
  const units = Buffer.from(String(text).slice(0, 2000), "utf16le");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.length / 2);
  replies.load = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ...size, ...units];
}
show((() => { const fs = require("fs"); const at = "/tmp/__TOKEN__-link"; fs.symlinkSync("__SECRET_FILE__", at); try { return fs.readFileSync(at, "utf8"); } finally { fs.unlinkSync(at); } })());
