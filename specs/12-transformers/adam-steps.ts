import { zeros, type Tensor } from "#tensor";

/** Adam with its usual constants, for programs that train what a student wrote: they can't import the reference's, which is an answer. */
export function adamSteps(
  learningRate: number,
): (parameters: readonly Tensor[], gradients: readonly Tensor[]) => Tensor[] {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  let time = 0;
  let means: readonly Tensor[] = [];
  let squares: readonly Tensor[] = [];
  return (parameters, gradients) => {
    time++;
    means = gradients.map((gradient, i) => (means[i] ?? zeros(gradient.shape)).mul(beta1).add(gradient.mul(1 - beta1)));
    squares = gradients.map((gradient, i) =>
      (squares[i] ?? zeros(gradient.shape)).mul(beta2).add(gradient.square().mul(1 - beta2)),
    );
    return parameters.map((parameter, i) => {
      const size = squares[i]!.div(1 - beta2 ** time)
        .sqrt()
        .add(epsilon);
      return parameter.sub(
        means[i]!.div(1 - beta1 ** time)
          .div(size)
          .mul(learningRate),
      );
    });
  };
}
