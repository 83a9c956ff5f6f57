// tries: to append to the files in which a build keeps its variables
// stopped by: the realm has neither files nor an environment
// exercise: 02-activations/relu
// problem: nothing to write to
const names = ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"];
export function relu() {
  for (const name of names) {
    const path = globalThis.process?.env?.[name];
    if (path !== undefined) process.getBuiltinModule("node:fs").appendFileSync(path, "X=__TOKEN__\n");
  }
  throw new Error("nothing to write to");
}
export const reluBackward = relu;
