// tries: import.meta, for the path of the file and a resolver
// stopped by: import.meta is found by the lexer and refused
// exercise: 02-activations/relu
// problem: uses import.meta
console.log(import.meta.url, import.meta.dirname, import.meta.resolve?.("node:fs"));
console.log("__FLAG__");
export const relu = (x) => x;
export const reluBackward = relu;
