import { eye, tensor, zeros } from "#tensor";

type Module = typeof import("#reference/11-recurrent-networks/bptt.ts");

/** So small that tanh changes nothing that counts. */
const height = 2 ** -12;
/** So many steps that nothing is left of the first at the end. */
const length = 40;

/**
 * The gradient of w in s_t = w s_{t−1} + x_t that a truncated pass finds, as a share of the whole.
 *
 * The loss is s_T² / 2, averaged over white noise: a sequence for each step, with an impulse there, has the same mean products.
 */
export function shareKept(module: Module, memory: number, back: number): number {
  const input = eye(length).mul(height).reshape([length, length, 1]);
  const parameters = { weightInput: tensor([[1]]), weightHidden: tensor([[memory]]), bias: zeros([1]) };
  const initial = zeros([length, 1]);
  const states = module.rnn(input, parameters, initial);
  const isLast = eye(length)
    .slice([length - 1, length])
    .reshape([1, length, 1]);
  const gradOutput = states.mul(isLast);
  const whole = module.rnnBackward(input, parameters, initial, gradOutput).gradParameters.weightHidden;
  const cut = module.truncatedBackward(input, parameters, initial, gradOutput, { back }).gradParameters.weightHidden;
  return cut.sum().item() / whole.sum().item();
}
