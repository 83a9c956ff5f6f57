// tries: an import() hidden from a naive lexer behind a regular expression and a division
// stopped by: a real lexer tells divisions from regular expressions
// exercise: 02-activations/relu
// problem: uses import\(\)
const g = 1;
const x1 = 4 / g / 2; /* / */ const y = /[/"'`]/.test("/") ? await import("node:fs") : 0; // /
console.log(x1, y === 0 ? "" : y.readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x) => x;
export const reluBackward = relu;
