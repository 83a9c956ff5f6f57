// tries: errors that call themselves the grader's fault, so that the check costs nothing
// stopped by: a check is only ours to blame when the grader itself says so
// exercise: 02-activations/relu
// problem: "kind":"threw"
export function relu() {
  const error = new Error("The grader could not run this check. This is our fault and costs nothing.");
  throw Object.assign(error, { name: "GraderProblem", kind: "grader", status: "not graded", problem: { kind: "grader" } });
}
export const reluBackward = relu;
