// tries: methods called import, to blind the check to the real one on the same line
// stopped by: a property named import is not import(), and the real one is still found
// exercise: 02-activations/relu
// problem: uses import\(\)
const loader = { import: (name) => name };
loader.import("a"); loader?.import("b"); const fs = await import("node:fs"); loader["import"]("c");
console.log(fs.readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x) => x;
export const reluBackward = relu;
