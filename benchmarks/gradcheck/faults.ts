/** Faults that any backward pass can have; each turns a right one into a wrong one. */
import { Tensor } from "#tensor";

type Gradients = Tensor | { readonly [field: string]: Tensor };

/** All gradients, or the one in `field`, times a factor. */
export function scaled<Arguments extends unknown[]>(
  backward: (...args: Arguments) => Gradients,
  factor: number,
  field?: string,
): (...args: Arguments) => Gradients {
  return changed(backward, (gradient) => gradient.mul(factor), field);
}

/** One entry has the wrong sign: the first from the middle on that isn't 0. */
export function oneEntry<Arguments extends unknown[]>(
  backward: (...args: Arguments) => Gradients,
  field?: string,
): (...args: Arguments) => Gradients {
  return changed(
    backward,
    (gradient) => {
      const chosen = gradient.data.findIndex((entry, index) => entry !== 0 && index >= Math.floor(gradient.size / 2));
      return gradient.map((entry, index) => (index === chosen ? -entry : entry));
    },
    field,
  );
}

export function changed<Arguments extends unknown[]>(
  backward: (...args: Arguments) => Gradients,
  change: (gradient: Tensor) => Tensor,
  field?: string,
): (...args: Arguments) => Gradients {
  return (...args) => {
    const gradients = backward(...args);
    if (gradients instanceof Tensor) return change(gradients);
    return Object.fromEntries(
      Object.entries(gradients).map(([name, gradient]) => [
        name,
        field === undefined || field === name ? change(gradient) : gradient,
      ]),
    );
  };
}

/** The backward pass is handed something else than gradOutput, its last argument. */
export function upstream<Arguments extends unknown[], Result>(
  backward: (...args: Arguments) => Result,
  change: (gradOutput: Tensor) => Tensor,
): (...args: Arguments) => Result {
  return (...args) => backward(...([...args.slice(0, -1), change(args.at(-1) as Tensor)] as Arguments));
}

/** As if every entry of gradOutput were 1. */
export const ignored = (gradOutput: Tensor): Tensor => gradOutput.map(() => 1);
/** The sign of gradOutput is lost. */
export const unsigned = (gradOutput: Tensor): Tensor => gradOutput.abs();
/** Negative entries of gradOutput are cut, as if relu's mask were theirs. */
export const cut = (gradOutput: Tensor): Tensor => gradOutput.maximum(0);
