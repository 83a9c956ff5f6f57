/** Laws of arithmetic. */
import { Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { mapLeaves } from "../gradient/leaves.ts";
import { needsTensor, numberSetting, tensorArgument, type Law } from "./law.ts";

const times = (value: Value, factor: number): Value =>
  mapLeaves(value, ({ data }) => data.map((entry) => factor * entry));

/** f(cx) = cᵏ f(x) for c > 0 */
export const homogeneous: Law = {
  settings: { argument: "the argument that is scaled", "degree?": "the power k, 1 when left out" },
  trial(values, settings, draw) {
    const degree = numberSetting(settings, "degree", 1);
    const factor = draw.pick([0.5, 2, 4]);
    const argument = String(settings["argument"]);
    return {
      calls: [values, { ...values, [argument]: tensorArgument(values, argument).mul(factor) }],
      judge: ([before]) => ({
        expected: times(before, factor ** degree),
        because: `Multiplying ${argument} by ${factor} should multiply the result by ${factor ** degree}.`,
      }),
    };
  },
};

/** f(x + y) = f(x) + f(y), the other arguments kept */
export const additive: Law = {
  settings: { argument: "the argument in which it is additive" },
  trial(values, settings, draw) {
    const argument = String(settings["argument"]);
    const first = tensorArgument(values, argument);
    const second = draw.tensor(first.shape);
    return {
      calls: [values, { ...values, [argument]: second }, { ...values, [argument]: first.add(second) }],
      judge: ([a, b]) =>
        a instanceof Tensor && b instanceof Tensor
          ? { expected: a.add(b), because: `The result for a sum of two ${argument} is not the sum of their results.` }
          : needsTensor,
    };
  },
};

/** f(−x) = s f(x) + c: odd for s = −1, even for s = 1; sigmoid has s = −1, c = 1 */
export const reflects: Law = {
  settings: {
    argument: "the argument whose sign is changed",
    "sign?": "1 for an even function, -1 (when left out) for an odd one",
    "offset?": "constant added, 0 when left out",
  },
  trial(values, settings) {
    const argument = String(settings["argument"]);
    const sign = numberSetting(settings, "sign", -1);
    const offset = numberSetting(settings, "offset", 0);
    return {
      calls: [values, { ...values, [argument]: tensorArgument(values, argument).neg() }],
      judge: ([before]) => ({
        expected: mapLeaves(before, ({ data }) => data.map((entry) => sign * entry + offset)),
        because:
          `Changing the sign of ${argument} should give ${offset === 0 ? "" : `${offset} `}${sign < 0 ? "minus" : offset === 0 ? "" : "plus "} the result.`.replace(
            "  ",
            " ",
          ),
      }),
    };
  },
};

/** x ≤ y entry by entry gives f(x) ≤ f(y) entry by entry */
export const monotone: Law = {
  settings: { argument: "the argument in which it never falls" },
  trial(values, settings, draw) {
    const argument = String(settings["argument"]);
    const rise = draw.number(0.1, 2);
    return {
      calls: [values, { ...values, [argument]: tensorArgument(values, argument).add(rise) }],
      judge([before, after]) {
        if (!(before instanceof Tensor) || !(after instanceof Tensor)) return needsTensor;
        const index = after.data.findIndex((entry, position) => !(entry >= before.data[position]!));
        return index === -1
          ? undefined
          : `Raising ${argument} by ${rise} lowered entry ${index} of the result from ${before.data[index]} to ${after.data[index]}.`;
      },
    };
  },
};

/** f(a, a) = 0 */
export const zeroWhenEqual: Law = {
  settings: { arguments: "the two arguments that are made equal: the second becomes the first" },
  trial(values, settings) {
    const [a, b] = (settings["arguments"] as readonly string[]).map(String) as [string, string];
    const equal = { ...values, [b]: values[a] };
    return {
      calls: [equal],
      judge: ([output]) => ({
        expected: times(output, 0),
        because: `With ${b} equal to ${a} the result should be 0.`,
      }),
    };
  },
};
