// tries: the grader's own code through the source text of functions and call sites
// stopped by: what is in the realm is the library; it knows no expected value and no path
// exercise: 02-activations/relu
const found = [];
Error.prepareStackTrace = (error, sites) => {
  for (const site of sites) {
    found.push(String(site.getFileName()), String(site.getFunction()), String(site.getThis()), String(site.getEvalOrigin?.()));
  }
  return "";
};
export function relu() {
  void new Error("x").stack;
  const text = found.join("\n");
  if (/\/(home|root|work|tmp|Users)\//.test(text)) console.log("__FLAG__");
  throw new Error(text);
}
export const reluBackward = relu;
