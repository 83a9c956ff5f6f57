// tries: messages of errors that a build's log would take for commands
// stopped by: no line of a report begins with a student's two colons
// exercise: 02-activations/relu
const text = `a message so long that it has to go on in the next line of a report, which then begins with this: ::error::hacked by mallory and\n::add-mask::1\n##[error]hacked`;
export function relu() {
  throw new Error(text);
}
export const reluBackward = relu;
