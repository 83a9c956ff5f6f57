// tries: zeros everywhere, whose gradient is zero and which obey every law
// stopped by: laws and gradients wait for the values
// exercise: 02-activations/softmax
export const softmax = (x) => x.mul(0);
export const softmaxBackward = (x) => x.mul(0);
