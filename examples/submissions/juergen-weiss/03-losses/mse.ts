import { ShapeError, Tensor } from '#tensor'

type Reduktion = 'mean' | 'sum' | 'none'

const abweichung = (predictions: Tensor, targets: Tensor): Tensor => {
  if (predictions.shape.join('×') !== targets.shape.join('×')) {
    throw new ShapeError(`mse: ${predictions.shape.join('×')} gegen ${targets.shape.join('×')}`)
  }
  return predictions.sub(targets)
}

export function mse (predictions: Tensor, targets: Tensor, { reduction = 'mean' }: { reduction?: Reduktion } = {}): Tensor {
  const quadrate = abweichung(predictions, targets).pow(2)
  if (reduction === 'mean') return quadrate.mean()
  return reduction === 'sum' ? quadrate.sum() : quadrate
}

export function mseBackward (predictions: Tensor, targets: Tensor, gradOutput: Tensor, { reduction = 'mean' }: { reduction?: Reduktion } = {}): Tensor {
  const teiler = reduction === 'mean' ? predictions.size : 1
  return abweichung(predictions, targets).mul(gradOutput).mul(2).div(teiler)
}
