// tries: to import another student's file by its absolute path
// stopped by: a lexer lets through imports of #tensor and of files of the submission, and nothing else
// exercise: 02-activations/relu
// problem: imports
import { answer } from "__SECRET_FILE__";
console.log(answer);
export const relu = (x) => x;
export const reluBackward = relu;
