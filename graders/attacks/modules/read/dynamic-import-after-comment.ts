// tries: an import() split by comments, line breaks and a byte-order mark
// stopped by: white space and comments do not hide it from the lexer
// exercise: 02-activations/relu
// problem: uses import\(\)
const fs = await import/* a */
  // b
  /* c */ (/* d */ "node:" + "fs");
console.log(fs.readFileSync("__SECRET_FILE__", "utf8"));
export const relu = (x) => x;
export const reluBackward = relu;
