// tries: a stack that names a line of another file
// stopped by: only lines of the submission's own files are named
// exercise: 02-activations/relu
// problem: relu threw an Error: x
export function relu() {
  const error = new Error("x");
  error.stack = "Error: x\n    at relu (/etc/passwd:1:1)\n    at grader (graders/batch/grade-submission.ts:7:1)";
  throw error;
}
export const reluBackward = relu;
