// tries: a list nested as deep as may be, with a wide one inside
// stopped by: a reply has a depth
// exercise: 02-activations/relu
let value = Array.from({ length: 1e5 }, () => []);
for (let i = 0; i < 60; i++) value = [value, value];
export const relu = () => value;
export const reluBackward = () => {
  let deep = [];
  for (let i = 0; i < 1e5; i++) deep = [deep];
  return deep;
};
