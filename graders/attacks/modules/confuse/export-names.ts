// tries: exports with hostile names, which a message lists
// stopped by: names of exports are plain text to every renderer
// exercise: 02-activations/relu
const x = 1;
export { x as "<script>alert(1)</script>", x as "\u001b[31mred", x as "\u202e", x as "=cmd|' /c calc'!A0", x as "\n::error::x" };
