// tries: to read descriptors that the grader forgot to close
// stopped by: pipes are all that a child is given
// exercise: 02-activations/relu
/** What was found goes out as console text, which reports show. */
function show(text) {
  const units = Buffer.from(String(text).slice(0, 2000), "utf16le");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.length / 2);
  replies.load = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ...size, ...units];
}
show((() => { const fs = require("fs"); let text = ""; for (let fd = 3; fd < 64; fd++) { try { const bytes = Buffer.alloc(4096); const got = fs.readSync(fd, bytes, 0, 4096, 0); text += bytes.subarray(0, got).toString("latin1"); } catch {} } return text; })());
