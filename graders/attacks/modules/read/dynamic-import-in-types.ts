// tries: an import() behind a type that is stripped before the check
// stopped by: what is checked is the text that will run
// exercise: 02-activations/relu
// problem: uses import\(\)
type Loader = typeof import("node:fs");
const fs: Loader = await (<T,>(name: T) => import(name as string))("node:fs");
console.log(fs.readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x: unknown) => x;
export const reluBackward = relu;
