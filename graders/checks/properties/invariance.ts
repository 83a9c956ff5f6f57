/** Laws about what a change of the input does to the result. */
import { Tensor } from "#tensor";
import type { Draw } from "#graders/inputs/draw.ts";
import type { Json } from "#graders/spec/spec.ts";
import { needsTensor, numberSetting, tensorArgument, type Law, type Settings, type Values } from "./law.ts";

/** f(x + c) = f(x) */
export const shiftInvariant: Law = {
  settings: { argument: "the argument that a constant is added to" },
  trial(values, settings, draw) {
    const shift = draw.number(1, 5);
    const moved = { ...values, [name(settings)]: tensorArgument(values, settings["argument"]).add(shift) };
    return {
      calls: [values, moved],
      judge: ([before]) => ({
        expected: before!,
        because: `Adding ${shift} to every entry of ${name(settings)} changed the result.`,
      }),
    };
  },
};

/** f(Px) = P f(x) */
export const permutationEquivariant: Law = {
  settings: {
    arguments: "the arguments permuted together",
    "axis?": "axis permuted in them, 0 when left out",
    "outputAxis?": "axis of the result that follows, the same when left out",
  },
  trial(values, settings, draw) {
    const axis = numberSetting(settings, "axis", 0);
    const outputAxis = numberSetting(settings, "outputAxis", axis);
    const { permuted, order } = permute(values, settings, axis, draw);
    return {
      calls: [values, permuted],
      judge: ([before]) =>
        before instanceof Tensor
          ? {
              expected: before.gather(order, outputAxis),
              because: `Reordering ${names(settings).join(", ")} along axis ${axis} did not reorder the result in the same way.`,
            }
          : needsTensor,
    };
  },
};

/** f(Px) = f(x) */
export const permutationInvariant: Law = {
  settings: { arguments: "the arguments permuted together", "axis?": "axis permuted, 0 when left out" },
  trial(values, settings, draw) {
    const axis = numberSetting(settings, "axis", 0);
    const { permuted } = permute(values, settings, axis, draw);
    return {
      calls: [values, permuted],
      judge: ([before]) => ({
        expected: before!,
        because: `Reordering ${names(settings).join(", ")} along axis ${axis} changed the result.`,
      }),
    };
  },
};

/** f of a batch holds f of each of its items. */
export const batchIndependent: Law = {
  settings: { arguments: "the arguments whose axis 0 is the batch" },
  trial(values, settings, draw) {
    const size = tensorArgument(values, names(settings)[0]).shape[0]!;
    const item = draw.integer(0, Math.max(0, size - 1));
    const single = { ...values };
    for (const argument of names(settings)) single[argument] = tensorArgument(values, argument).slice([item, item + 1]);
    return {
      calls: [values, single],
      judge: ([batch]) =>
        batch instanceof Tensor
          ? {
              expected: batch.slice([item, item + 1]),
              because: `Item ${item} of the batch gives another result when it is alone.`,
            }
          : needsTensor,
    };
  },
};

/**
 * Moving the input by one along some axes moves the result by one along the same axes.
 *
 * The last entries along each axis are cleared first, so that nothing is pushed out; what comes in is 0, as padding is.
 */
export const translationEquivariant: Law = {
  settings: {
    argument: "the argument that is moved",
    axes: "the axes along which it moves, such as [2, 3] for images",
  },
  trial(values, settings) {
    const axes = (settings["axes"] as readonly Json[]).map(Number);
    const whole = tensorArgument(values, settings["argument"]);
    const kept = whole.slice(...along(whole, axes, [0, -1]));
    const first = kept.pad(margins(whole, axes, [0, 1]));
    const moved = kept.pad(margins(whole, axes, [1, 0]));
    return {
      calls: [
        { ...values, [name(settings)]: first },
        { ...values, [name(settings)]: moved },
      ],
      judge([before, after]) {
        if (!(before instanceof Tensor) || !(after instanceof Tensor) || before.rank !== whole.rank) return needsTensor;
        const expected = before.slice(...along(before, axes, [0, -1]));
        const actual = after.slice(...along(after, axes, [1, null]));
        return {
          expected,
          actual,
          because: `Moving ${name(settings)} by one entry along the axes ${axes.join(" and ")} did not move the result along.`,
        };
      },
    };
  },
};

/** f(a, b) = f(b, a) */
export const symmetric: Law = {
  settings: { arguments: "the two arguments that may change places" },
  trial(values, settings) {
    const [a, b] = names(settings) as [string, string];
    return {
      calls: [values, { ...values, [a]: values[b], [b]: values[a] }],
      judge: ([before]) => ({ expected: before!, because: `Exchanging ${a} and ${b} changed the result.` }),
    };
  },
};

function permute(values: Values, settings: Settings, axis: number, draw: Draw): { permuted: Values; order: number[] } {
  const size = tensorArgument(values, names(settings)[0]).shape.at(axis)!;
  const order = draw.random().permutation(size);
  const permuted = { ...values };
  for (const argument of names(settings)) permuted[argument] = tensorArgument(values, argument).gather(order, axis);
  return { permuted, order };
}

type Range = readonly [number | null, number | null];

function along(tensor: Tensor, axes: readonly number[], range: Range): (Range | null)[] {
  return tensor.shape.map((_, axis) => (axes.includes(axis) ? range : null));
}

function margins(
  tensor: Tensor,
  axes: readonly number[],
  width: readonly [number, number],
): (readonly [number, number])[] {
  return tensor.shape.map((_, axis) => (axes.includes(axis) ? width : ([0, 0] as const)));
}

function name(settings: Settings): string {
  return String(settings["argument"]);
}

function names(settings: Settings): string[] {
  return (settings["arguments"] as readonly Json[]).map(String);
}
