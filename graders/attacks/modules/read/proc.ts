// tries: to read the memory, command line and environment of the grader below /proc
// stopped by: no file can be opened in the realm
// exercise: 02-activations/relu
// problem: fetch is not defined
const paths = ["environ", "cmdline", "maps", "mem", "fd/3"].map((name) => `/proc/__PARENT_PID__/${name}`);
export async function relu() {
  for (const path of paths) {
    try {
      const { readFileSync } = process.getBuiltinModule("node:fs");
      console.log(readFileSync(path, "latin1"), "__FLAG__");
    } catch {}
  }
  return fetch(`file://${paths[0]}`);
}
export const reluBackward = relu;
