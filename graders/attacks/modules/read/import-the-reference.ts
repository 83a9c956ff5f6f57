// tries: to import the reference itself
// stopped by: a lexer lets through imports of #tensor and of files of the submission, and nothing else
// exercise: 02-activations/relu
// problem: imports
export { relu, reluBackward } from "#reference/02-activations/relu.ts";
