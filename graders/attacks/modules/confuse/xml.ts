// tries: control characters, half a surrogate pair and the end of CDATA for an XML reader
// stopped by: every renderer takes control characters and turning marks away and escapes for its format
// exercise: 02-activations/relu
const text = "]]> <![CDATA[ &lt; & \u0000\u0001\u000b\ufffe\uffff \ud800 \udc00\ud800 <!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a; \u0085\u2028";
console.log(text);
export function relu() {
  throw new Error(text);
}
export const reluBackward = () => text;
