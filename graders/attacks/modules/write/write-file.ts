// tries: to write a file through every name that Node's file system might have
// stopped by: the realm has no such names
// exercise: 02-activations/relu
// problem: process is not defined
const attempts = [
  () => require("node:fs").writeFileSync("/tmp/__TOKEN__", "x"),
  () => process.getBuiltinModule("node:fs").writeFileSync("/tmp/__TOKEN__", "x"),
  () => process.binding("fs").writeString(1, "__TOKEN__"),
  () => globalThis.process.mainModule.require("fs").writeFileSync("__SECRET_DIR__/__TOKEN__", "x"),
];
for (const attempt of attempts) {
  try {
    attempt();
    console.log("__FLAG__");
  } catch {}
}
export function relu() {
  return process.getBuiltinModule("node:fs").writeFileSync("/tmp/__TOKEN__", "x");
}
export const reluBackward = relu;
