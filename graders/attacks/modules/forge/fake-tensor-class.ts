// tries: a class that is called Tensor, has data and shape, and finds itself equal to everything
// stopped by: a Tensor is known by its prototype, not by its name
// exercise: 02-activations/relu
// problem: instance of Tensor
class Tensor {
  data = new Float64Array([0, 0, 3]);
  shape = [3];
  equal() {
    return true;
  }
  static [Symbol.hasInstance]() {
    return true;
  }
}
export const relu = () => new Tensor();
export const reluBackward = relu;
