// tries: inputs overwritten with the wrong answer, in the hope that the grader compares with them afterwards
// stopped by: each call decodes its own copy; what is expected never leaves the grader
// exercise: 02-activations/relu
export function relu(x) {
  x.data.fill(0);
  return x;
}
export function reluBackward(x, gradOutput) {
  gradOutput.data.fill(0);
  x.data.fill(0);
  return gradOutput;
}
