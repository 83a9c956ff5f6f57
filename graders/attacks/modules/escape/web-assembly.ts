// tries: WebAssembly, to compile code or to import host functions
// stopped by: it is removed from the realm, and its code generation is off
// exercise: 02-activations/relu
// problem: undefined
const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
export function relu() {
  const holder = globalThis.WebAssembly ?? globalThis["Web" + "Assembly"];
  if (holder) {
    new holder.Module(bytes);
    console.log("__FLAG__");
  }
  throw new Error(typeof holder);
}
export const reluBackward = relu;
