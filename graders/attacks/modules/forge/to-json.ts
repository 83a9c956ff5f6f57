// tries: an object whose toJSON gives the right answer
// stopped by: results cross as bytes of data; what is not data becomes a tag that only describes it
// exercise: 02-activations/relu
// problem: expected a tensor
export const relu = (x) => ({ toJSON: () => ({ shape: x.shape, data: [...x.maximum(0).data] }) });
export const reluBackward = (x, gradOutput) => ({ toJSON: () => gradOutput });
