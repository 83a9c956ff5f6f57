// tries: results and errors that are instances of classes with hostile names
// stopped by: the name of a class is cut, and is plain text to every renderer
// exercise: 02-activations/relu
// problem: an instance of
const kind = { "<script>alert(1)</script>\u001b[31m": class {} };
const [Hostile] = Object.values(kind);
Object.defineProperty(Hostile, "name", { value: "<script>alert(1)</script>\u001b[31m\u202e=cmd|" });
export const relu = () => new Hostile();
export const reluBackward = () => Object.assign(() => 1, { toString: () => "a tensor" });
