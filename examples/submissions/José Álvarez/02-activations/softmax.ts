import { type Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  // resto el máximo de cada fila, así el exponente nunca es positivo
  const maximo = x.max(axis, { keepDims: true });
  const potencias = x.sub(maximo).exp();
  return potencias.div(potencias.sum(axis, { keepDims: true }));
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const p = softmax(x, { axis });
  const media = p.mul(gradOutput).sum(axis, { keepDims: true }); // esperanza de gradOutput según p
  return gradOutput.sub(media).mul(p);
}
