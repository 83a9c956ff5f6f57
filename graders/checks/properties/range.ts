/** Laws about where results lie. */
import { Tensor } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import { partsOf } from "../gradient/leaves.ts";
import { needsTensor, numberSetting, type Law } from "./law.ts";

const rounding = 1e-12;
const noNumber = "No number came back.";

export const bounded: Law = {
  settings: {
    "low?": "least value",
    "high?": "greatest value",
    "open?": "true when the bounds themselves are out of reach",
  },
  trial: (values, settings) => ({
    calls: [values],
    judge([output]) {
      const low = numberSetting(settings, "low", -Infinity);
      const high = numberSetting(settings, "high", Infinity);
      const open = settings["open"] === true;
      // A sum of shares may round to a little more than 1.
      const slack = open ? 0 : rounding * Math.max(1, ...[low, high].filter(Number.isFinite).map(Math.abs));
      const entries = numbersIn(output);
      if (entries.length === 0) return noNumber;
      const outside = entries.find(
        (entry) =>
          Number.isNaN(entry) || (open ? entry <= low || entry >= high : entry < low - slack || entry > high + slack),
      );
      return outside === undefined
        ? undefined
        : `The result holds ${outside}, expected every entry in ${open ? "(" : "["}${low}, ${high}${open ? ")" : "]"}.`;
    },
  }),
};

export const finite: Law = {
  settings: {},
  trial: (values) => ({
    calls: [values],
    judge([output]) {
      const entries = numbersIn(output);
      const bad = entries.find((entry) => !Number.isFinite(entry));
      if (bad !== undefined)
        return `The result holds ${bad}, expected finite numbers. Somewhere a number overflowed or a 0/0 arose.`;
      return entries.length === 0 ? noNumber : undefined;
    },
  }),
};

export const sumsTo: Law = {
  settings: {
    total: "what the entries sum to",
    "axis?": "the axis summed over; all axes when left out",
    "argument?": "name of an argument that holds the axis",
  },
  trial: (values, settings) => ({
    calls: [values],
    judge([output]) {
      if (!(output instanceof Tensor)) return needsTensor;
      const total = numberSetting(settings, "total", 1);
      const named = settings["argument"] === undefined ? undefined : optionIn(values, String(settings["argument"]));
      const axis = typeof named === "number" ? named : settings["axis"];
      const sums = typeof axis === "number" ? output.sum(axis) : output.sum();
      const size = output.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), Math.max(1, Math.abs(total)));
      const wrong = sums.data.find(
        (sum) => !(Math.abs(sum - total) <= 1e-9 * size * Math.max(1, output.size / Math.max(1, sums.size))),
      );
      return wrong === undefined
        ? undefined
        : `The entries${typeof axis === "number" ? ` along axis ${axis}` : ""} sum to ${wrong}, expected ${total}.`;
    },
  }),
};

/** All of them, without an object for each. */
function numbersIn(output: Value): number[] {
  if (output instanceof Tensor) return [...output.data];
  const numbers: number[] = [];
  const collect = (value: Value): void => {
    if (typeof value === "number") numbers.push(value);
    else if (value instanceof Tensor) for (const entry of value.data) numbers.push(entry);
    else for (const [, part] of partsOf(value)) collect(part);
  };
  collect(output);
  return numbers;
}

/** An argument, or a field of the options. */
function optionIn(values: { readonly [name: string]: unknown }, name: string): unknown {
  if (name in values) return values[name];
  return Object.values(values)
    .map((value) =>
      typeof value === "object" && value !== null ? (value as { [name: string]: unknown })[name] : undefined,
    )
    .find((value) => value !== undefined);
}
