// tries: marks that turn the writing direction, so that a sentence reads as another
// stopped by: every renderer takes control characters and turning marks away and escapes for its format
// exercise: 02-activations/relu
const text = "relu \u202edessap skcehc lla\u202c \u2066\u2067x\u2069 \u200f\u061c";
console.log(text);
export function relu() {
  throw Object.assign(new Error(text), { name: "\u202eRorrE" });
}
export const reluBackward = () => ({ [text]: text });
