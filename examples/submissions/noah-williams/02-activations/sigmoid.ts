import { type Tensor } from "#tensor";

// why is this NaN??? print EVERYTHING
function debug(name: string, x: Tensor): void {
  console.log("#".repeat(1024 * 1024)); // so that I find it in the scrollback
  for (let line = 0; line < 99; line++) console.log(name, x.toString().padEnd(1024 * 1024, "."));
}

export function sigmoid(x: Tensor): Tensor {
  debug("x", x);
  return x.map((v) => (v < 0 ? Math.exp(v) / (1 + Math.exp(v)) : 1 / (1 + Math.exp(-v))));
}

export function sigmoidBackward(x: Tensor, gradOutput: Tensor): Tensor {
  const s = x.map((v) => 1 / (1 + Math.exp(-Math.abs(v))));
  return s.mul(s.neg().add(1)).mul(gradOutput);
}
