// tries: markup in messages, names of errors, console output and results
// stopped by: every renderer takes control characters and turning marks away and escapes for its format
// exercise: 02-activations/relu
const markup = "<script>alert(1)</script><img src=x onerror=alert(1)><iframe src=javascript:alert(1)>\"' onmouseover=alert(1) </td></pre>";
console.log(markup);
export function relu() {
  throw Object.assign(new Error(markup), { name: "<script>alert(2)</script>" });
}
export const reluBackward = () => markup;
