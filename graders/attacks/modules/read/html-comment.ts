// tries: an HTML-like comment, which hides code from some lexers and not from others
// stopped by: in a module there are no HTML-like comments
// exercise: 02-activations/relu
// problem: not valid|import\(\)|threw
let fs;
<!-- /*
fs = await import("node:fs");
// */
console.log(fs?.readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x) => x;
export const reluBackward = relu;
