// tries: a list of as many numbers as a reply can hold
// stopped by: a value that is no tensor is described, not copied into the report
// exercise: 02-activations/relu
export const relu = () => new Array(2e6).fill(0.123456789);
export const reluBackward = relu;
