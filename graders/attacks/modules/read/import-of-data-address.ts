// tries: to import a module that is written in a data: address
// stopped by: a lexer lets through imports of #tensor and of files of the submission, and nothing else
// exercise: 02-activations/relu
// problem: imports
import fs from "data:text/javascript,export default (await import('node:fs')).default";
console.log(fs.readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x) => x;
export const reluBackward = relu;
