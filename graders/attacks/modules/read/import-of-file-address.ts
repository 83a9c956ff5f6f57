// tries: to import by a file: address, an absolute path in disguise
// stopped by: a lexer lets through imports of #tensor and of files of the submission, and nothing else
// exercise: 02-activations/relu
// problem: imports
import * as stolen from "file://__SECRET_FILE__";
console.log(stolen.answer);
export const relu = (x) => x;
export const reluBackward = relu;
