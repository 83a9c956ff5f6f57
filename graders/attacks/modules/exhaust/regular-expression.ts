// tries: a regular expression that backtracks without end
// stopped by: the child's CPU time is watched and the child killed
// exercise: 02-activations/relu
// problem: computing time
export const relu = () => /^(a+)+$/.test(`${"a".repeat(60)}b`);
export const reluBackward = relu;
