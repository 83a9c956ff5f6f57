// tries: a record of twelve fields, each of them twelve again, to make the report huge
// stopped by: what is shown of a value has a budget of its own
// exercise: 02-activations/relu
const names = "abcdefghijkl";
const tree = (depth) => (depth === 0 ? 1 : Object.fromEntries([...names].map((name) => [name, tree(depth - 1)])));
const wide = tree(5);
export const relu = () => wide;
export const reluBackward = relu;
