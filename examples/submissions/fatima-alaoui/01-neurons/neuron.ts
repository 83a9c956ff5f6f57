import { ShapeError, Tensor } from "#tensor";

export type Activation = "linear" | "sigmoid" | "relu" | "tanh";

export interface ActivationOptions {
  readonly activation?: Activation;
}

export interface Drive {
  readonly excitatory: Tensor;
  readonly inhibitory: Tensor;
}

export interface LayerGradients {
  readonly gradInput: Tensor;
  readonly gradWeight: Tensor;
  readonly gradBias: Tensor;
}

/** One class for each activation, so that the layer need not know which it has. */
abstract class Curve {
  abstract value(z: Tensor): Tensor;
  abstract slope(z: Tensor): Tensor;
}

class Linear extends Curve {
  value(z: Tensor): Tensor {
    return z;
  }
  slope(z: Tensor): Tensor {
    return z.map(() => 1);
  }
}

class Sigmoid extends Curve {
  value(z: Tensor): Tensor {
    return z.map((entry) => 1 / (1 + Math.exp(-entry)));
  }
  slope(z: Tensor): Tensor {
    return this.value(z).mul(this.value(z.neg()));
  }
}

class Relu extends Curve {
  value(z: Tensor): Tensor {
    return z.maximum(0);
  }
  slope(z: Tensor): Tensor {
    return z.greater(0);
  }
}

class Tanh extends Curve {
  value(z: Tensor): Tensor {
    return z.tanh();
  }
  slope(z: Tensor): Tensor {
    return z.tanh().square().neg().add(1);
  }
}

function curveNamed(name: Activation = "linear"): Curve {
  switch (name) {
    case "linear":
      return new Linear();
    case "sigmoid":
      return new Sigmoid();
    case "relu":
      return new Relu();
    case "tanh":
      return new Tanh();
    default:
      throw new RangeError(`"${name as string}" is not an activation`);
  }
}

/** z = w·x + b, then f. */
export function neuron(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  if (input.size !== weight.size) throw new ShapeError("input and weight have different lengths");
  return curveNamed(options.activation).value(weight.mul(input).sum().add(bias));
}

/** Splits the weighted sum by the sign of the weight. */
export function drive(input: Tensor, weight: Tensor): Drive {
  if (input.size !== weight.size) throw new ShapeError("input and weight have different lengths");
  const products = weight.mul(input);
  return {
    excitatory: products.mul(weight.greater(0)).sum(),
    inhibitory: products.mul(weight.less(0)).sum(),
  };
}

export function layer(input: Tensor, weight: Tensor, bias: Tensor, options: ActivationOptions = {}): Tensor {
  return curveNamed(options.activation).value(input.matmul(weight.T).add(bias));
}

export function layerBackward(
  input: Tensor,
  weight: Tensor,
  bias: Tensor,
  gradOutput: Tensor,
  options: ActivationOptions = {},
): LayerGradients {
  const netInput = input.matmul(weight.T).add(bias);
  const gradNet = curveNamed(options.activation).slope(netInput).mul(gradOutput);
  return {
    gradInput: gradNet.matmul(weight),
    gradWeight: gradNet.T.matmul(input),
    gradBias: gradNet.sum(0),
  };
}
