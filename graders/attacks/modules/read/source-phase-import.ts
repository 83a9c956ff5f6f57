// tries: a source-phase or deferred import, which a lexer might not know
// stopped by: a lexer lets through imports of #tensor and of files of the submission, and nothing else
// exercise: 02-activations/relu
// problem: syntax|import
import defer * as fs from "node:fs";
console.log(fs.readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x) => x;
export const reluBackward = relu;
