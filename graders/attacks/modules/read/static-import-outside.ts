// tries: to import a file outside the submission by a relative path
// stopped by: paths that leave the submission are refused before anything is read
// exercise: 02-activations/relu
// problem: lies outside the submission
import { answer } from "../../../secret/other-student.ts";
console.log(answer);
export const relu = (x) => x;
export const reluBackward = relu;
