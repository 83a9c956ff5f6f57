// tries: an import() that is only made when the code runs
// stopped by: nothing that makes code from text works in the realm
// exercise: 02-activations/relu
// problem: no import
const word = ["imp", "ort"].join("");
export async function relu() {
  const makers = [Function, (async () => {}).constructor, eval];
  for (const make of makers) {
    try {
      const result = make(`return ${word}("node:fs")`);
      console.log("__FLAG__", typeof (typeof result === "function" ? await result() : result));
    } catch {}
  }
  throw new Error("no import");
}
export const reluBackward = relu;
