// tries: eval in every form: direct, indirect, through a timer, a getter, Reflect and JSON
// stopped by: code generation from strings is off, and timers take no text
// exercise: 02-activations/relu
// problem: EvalError
const text = "globalThis.process";
const forms = [
  () => eval(text),
  () => (0, eval)(text),
  () => globalThis.eval(text),
  () => Reflect.apply(eval, undefined, [text]),
  () => Reflect.construct(Function, [text]),
  () => setTimeout(text, 0),
  () => Function.call(null, text)(),
  () => [text].map(eval),
  () => new (class extends Function {})(text),
  () => "x".replace(/x/, eval),
];
export function relu() {
  const found = [];
  for (const form of forms) {
    try {
      const value = form();
      if (typeof value === "object" && value !== null) console.log("__FLAG__");
      found.push(typeof value);
    } catch (error) {
      found.push(error.name);
    }
  }
  throw new Error(found.join());
}
export const reluBackward = relu;
