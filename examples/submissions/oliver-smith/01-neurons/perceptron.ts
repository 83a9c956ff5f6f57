import { tensor, Tensor, zeros } from "#tensor";

export function perceptronStep(perceptron: any, input: Tensor, target: Tensor, { learningRate = 1 } = {}) {
  if (target.item() !== 0 && target.item() !== 1) throw new RangeError("0 or 1!");
  const fired = perceptron.weight.mul(input).sum().add(perceptron.bias).item() > 0;
  const delta = learningRate * (target.item() - (fired ? 1 : 0));
  return { weight: perceptron.weight.add(input.mul(delta)), bias: perceptron.bias.add(delta) };
}

export function trainPerceptron(inputs: Tensor, targets: Tensor, { learningRate = 1, maxEpochs = 100 } = {}) {
  let perceptron = { weight: zeros([inputs.shape[1]!]), bias: tensor(0) };
  let epochs = 0;
  let mistakes = 0;
  let converged = false;
  // the convergence theorem says this must end!
  while (!converged) {
    epochs++;
    converged = true;
    for (let p = 0; p < inputs.shape[0]!; p++) {
      const next = perceptronStep(perceptron, inputs.slice(p), targets.slice(p), { learningRate });
      if (!next.weight.sub(perceptron.weight).abs().sum().item() && next.bias.item() === perceptron.bias.item()) continue;
      perceptron = next;
      mistakes++;
      converged = false;
    }
  }
  return { ...perceptron, converged, epochs, mistakes };
}

export function mistakeBound({ weight, bias }: any, inputs: Tensor, targets: Tensor) {
  let R = 0;
  let gamma = Infinity;
  const w = Math.hypot(...weight.data, bias.item());
  for (let p = 0; p < inputs.shape[0]!; p++) {
    const x = inputs.slice(p);
    const t = targets.at(p);
    if (t !== 0 && t !== 1) throw new RangeError("0 or 1!");
    R = Math.max(R, Math.hypot(...x.data, 1));
    gamma = Math.min(gamma, ((2 * t - 1) * (x.mul(weight).sum().item() + bias.item())) / w);
  }
  if (gamma <= 0) throw new RangeError("these weights make errors");
  return tensor((R / gamma) ** 2);
}
