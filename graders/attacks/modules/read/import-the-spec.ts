// tries: to import the spec as JSON with an import attribute
// stopped by: a lexer lets through imports of #tensor and of files of the submission, and nothing else
// exercise: 02-activations/relu
// problem: special form of import|outside
import spec from "../../../../specs/02-activations/relu.json" with { type: "json" };
console.log(JSON.stringify(spec), "__FLAG__");
export const relu = (x) => x;
export const reluBackward = relu;
