// tries: the namespaces of the library's modules, to write into what the grader uses
// stopped by: namespaces can't be written, and their classes are this realm's alone
// exercise: 02-activations/relu
import * as library from "#tensor";
for (const name of Object.keys(library)) {
  try {
    library[name] = () => 1;
    console.log("__FLAG__");
  } catch {}
  try {
    Object.defineProperty(library, name, { value: 1 });
    console.log("__FLAG__");
  } catch {}
}
Object.setPrototypeOf(library.Tensor.prototype, null);
export const relu = (x) => x;
export const reluBackward = relu;
