// tries: a hundred thousand timers in a list that is searched each time
// stopped by: the child's CPU time is watched and the child killed
// exercise: 02-activations/relu
for (let i = 0; i < 1e5; i++) setTimeout(() => {}, i);
export const relu = (x) => x;
export const reluBackward = relu;
