// tries: a buffer that is resized while the tensor that holds it is read
// stopped by: the length is read after the last line of the student's code has run
// exercise: 02-activations/relu
// problem: in its data
import { Tensor } from "#tensor";
export function relu(x) {
  const buffer = new ArrayBuffer(8 * x.size, { maxByteLength: 8 * x.size + 800 });
  const data = new Float64Array(buffer);
  const shape = new Proxy([...x.shape], {
    get(target, key) {
      if (key === "length") buffer.resize(0);
      if (key === "0") buffer.resize(8 * x.size + 800);
      return target[key];
    },
  });
  return Object.create(Tensor.prototype, { data: { value: data }, shape: { value: shape } });
}
export const reluBackward = relu;
