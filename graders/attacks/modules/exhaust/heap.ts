// tries: objects without end
// stopped by: the child's heap has a limit, and V8 ends it there
// exercise: 02-activations/relu
// problem: of memory|computing time
const kept = [];
for (let i = 0; ; i++) kept.push({ i, text: `${i}`, list: [i, i + 0.5] });
export const relu = (x) => x;
export const reluBackward = relu;
