// tries: to load node:fs by an import() inside a template string
// stopped by: a lexer finds every import() before anything runs
// exercise: 02-activations/relu
// problem: uses import\(\)
let text = "";
try {
  text = `${(await import("node:fs")).readFileSync("__SECRET_FILE__", "utf8")}`;
} catch {}
console.log(text);
export const relu = (x) => x.maximum(0);
export const reluBackward = (x) => x;
