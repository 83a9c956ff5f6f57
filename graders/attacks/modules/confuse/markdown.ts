// tries: mentions, links, closing words and fences for a comment on a pull request
// stopped by: every renderer takes control characters and turning marks away and escapes for its format
// exercise: 02-activations/relu
const text = "``` \n```` \n# All passed\n@everyone closes #1 [x](javascript:alert(1)) ![x](https://evil.example/x.png) <details open> | a | b |\n---";
console.log(text);
export function relu() {
  throw new Error(text);
}
export const reluBackward = () => text;
