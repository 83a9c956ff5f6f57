// tries: never to end while the file is loaded
// stopped by: the child's CPU time is watched and the child killed
// exercise: 02-activations/relu
// problem: used more than 1 s of computing time
for (;;);
export const relu = (x) => x;
export const reluBackward = relu;
