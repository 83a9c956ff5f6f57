import { arange, ShapeError, where, type Tensor } from "#tensor";

export interface SparseCrossEntropyOptions {
  readonly reduction?: "mean" | "sum" | "none";
  readonly ignoreIndex?: number;
  readonly labelSmoothing?: number;
}

type Opciones = Required<SparseCrossEntropyOptions>;
const porDefecto: Opciones = { reduction: "mean", ignoreIndex: -100, labelSmoothing: 0 };

function comprobar(logits: Tensor, labels: Tensor, { ignoreIndex, labelSmoothing }: Opciones): void {
  const [n, clases] = logits.shape as [number, number];
  if (labels.rank !== 1 || labels.size !== n) throw new ShapeError("hace falta una etiqueta por ejemplo");
  if (labelSmoothing < 0 || labelSmoothing > 1) throw new RangeError("labelSmoothing fuera de [0, 1]");
  labels.data.forEach((e) => {
    if (e !== ignoreIndex && !(e >= 0 && e < clases && e === Math.floor(e))) throw new RangeError(`etiqueta ${e} no válida`);
  });
}

// log p = z − log Σ exp(z), con el máximo restado
function logProbabilidades(logits: Tensor): Tensor {
  const z = logits.sub(logits.max(1, { keepDims: true }));
  return z.sub(z.exp().sum(1, { keepDims: true }).log());
}

function objetivo(logits: Tensor, labels: Tensor, suavizado: number): Tensor {
  const clases = logits.shape[1]!;
  const esLaEtiqueta = labels.reshape([-1, 1]).equal(arange(clases));
  return where(esLaEtiqueta, 1 - suavizado + suavizado / clases, suavizado / clases);
}

export function sparseCrossEntropy(logits: Tensor, labels: Tensor, options: SparseCrossEntropyOptions = {}): Tensor {
  const o = { ...porDefecto, ...options };
  comprobar(logits, labels, o);
  const cuenta = labels.notEqual(o.ignoreIndex);
  const perdidas = objetivo(logits, labels, o.labelSmoothing).mul(logProbabilidades(logits)).sum(1).neg().mul(cuenta);
  if (o.reduction === "none") return perdidas;
  if (o.reduction === "sum") return perdidas.sum();
  return perdidas.sum().div(cuenta.sum());
}

export function sparseCrossEntropyBackward(
  logits: Tensor,
  labels: Tensor,
  gradOutput: Tensor,
  options: SparseCrossEntropyOptions = {},
): Tensor {
  const o = { ...porDefecto, ...options };
  comprobar(logits, labels, o);
  const cuenta = labels.notEqual(o.ignoreIndex);
  const divisor = o.reduction === "mean" ? cuenta.sum().maximum(1) : 1;
  const diferencia = logProbabilidades(logits).exp().sub(objetivo(logits, labels, o.labelSmoothing));
  return diferencia.mul(gradOutput.mul(cuenta).div(divisor).reshape([-1, 1]));
}
