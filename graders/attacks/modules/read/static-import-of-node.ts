// tries: to import node:fs and print a file
// stopped by: a lexer lets through imports of #tensor and of files of the submission, and nothing else
// exercise: 02-activations/relu
// problem: imports \\"node:fs
import { readFileSync } from "node:fs";
console.log(readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x) => x;
export const reluBackward = relu;
