// tries: a relative path that leaves the submission after its escapes are read
// stopped by: the path is judged as the language reads it, not as it is written
// exercise: 02-activations/relu
// problem: lies outside the submission
import { answer } from "./\u002e\u002e/\x2e\x2e/../../secret/other-student.ts";
console.log(answer);
export const relu = (x) => x;
export const reluBackward = relu;
