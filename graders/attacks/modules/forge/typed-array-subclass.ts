// tries: data that is a subclass of Float64Array with a length, a tag and a species of its own
// stopped by: length and kind are read with V8's own getters
// exercise: 02-activations/relu
// problem: with 1 in its data
import { Tensor } from "#tensor";
class Numbers extends Float64Array {
  static get [Symbol.species]() {
    return Array;
  }
  get length() {
    return 3;
  }
  get [Symbol.toStringTag]() {
    return "Float64Array";
  }
}
export function relu(x) {
  const answer = new Tensor([...x.data], x.shape);
  Object.defineProperty(answer, "data", { value: new Numbers(1) });
  return answer;
}
export const reluBackward = relu;
