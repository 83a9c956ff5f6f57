// tries: braces of the templates that make the page
// stopped by: every renderer takes control characters and turning marks away and escapes for its format
// exercise: 02-activations/relu
console.log("{{constructor.constructor 'alert(1)'}} {{{body}}} {{#each this}} {{> partial}} ${1} <%= 1 %>");
export function relu() {
  throw new Error("{{#with this as |k|}}{{lookup k 'constructor'}}{{/with}} {{{raw}}}");
}
export const reluBackward = relu;
