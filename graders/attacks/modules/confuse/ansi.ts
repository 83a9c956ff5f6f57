// tries: escape sequences for a terminal in messages and console output
// stopped by: every renderer takes control characters and turning marks away and escapes for its format
// exercise: 02-activations/relu
console.log("\u001b[2J\u001b[1;1H\u001b[32mAll checks passed\u001b[0m\u001b]0;title\u0007\u009b31m");
export function relu() {
  throw new Error("\u001b[1A\u001b[2K\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \r\r\b\b\u0000");
}
export const reluBackward = () => "\u001b[31m";
