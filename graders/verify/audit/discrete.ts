/** Rules about what can be counted: every choice is taken, every class is there, options are left out at times. */
import { Tensor } from "#tensor";
import type { Interval } from "#graders/spec/signature.ts";
import { countOf, fewest, most, type Degeneracy } from "./degeneracy.ts";
import { tensorsIn, type Argument, type Observation } from "./observe.ts";

export function discreteRules(observation: Observation): Degeneracy[] {
  return observation.arguments.flatMap((argument) => [
    ...leftOut(argument),
    ...oneValue(argument),
    ...neverTaken(argument, observation.sizes),
    ...allAlike(argument),
  ]);
}

function leftOut({ path, type, values }: Argument): Degeneracy[] {
  if (!type.optional || values.length < fewest) return [];
  const given = values.filter((value) => value !== undefined).length;
  if (given > 0 && given < values.length) return [];
  return [
    {
      rule: given === 0 ? "always left out" : "never left out",
      argument: path,
      found: `is ${given === 0 ? "left out" : "given"} in all ${values.length} draws, though it is optional`,
      because: given === 0 ? "Code that ignores it passes." : "A default that is wrong or missing does not show.",
      remedy: "Leave it out in some draws and give it in the others.",
      missing: true,
    },
  ];
}

/** One value where the type allows more; each option that is never taken by itself, since another check may take it. */
function oneValue({ path, type, values }: Argument): Degeneracy[] {
  const given = values.filter((value) => value !== undefined);
  if (given.length < fewest) return [];
  const taken = new Set(given);
  const missing = (rule: string, found: string): Degeneracy => ({
    rule,
    argument: path,
    found,
    because: "Code that knows nothing else passes.",
    remedy: 'Draw it over all that its type allows, or narrow its type in "given".',
    missing: true,
  });
  if (type.kind === "choice")
    return type.options
      .filter((option) => !taken.has(option))
      .map((option) => missing(`never ${option}`, `is never ${option} in ${given.length} draws that give it`));
  const isFixed =
    (type.kind === "integer" || type.kind === "number") &&
    type.interval?.low.value === type.interval?.high.value &&
    type.interval !== undefined;
  if (taken.size > 1 || isFixed || !["boolean", "integer", "number"].includes(type.kind)) return [];
  return [
    missing(
      "one value",
      `is ${String(given[0])} in all ${given.length} draws that give it, though its type allows more`,
    ),
  ];
}

/** A class, or a value of a list, that is never drawn. */
function neverTaken(argument: Argument, sizes: Observation["sizes"]): Degeneracy[] {
  const { type, path, values } = argument;
  if (type.kind !== "tensor" || tensorsIn(argument).length < fewest) return [];
  const missing = (what: string): Degeneracy => ({
    rule: "class never there",
    argument: path,
    found: `never holds ${what} in ${tensorsIn(argument).length} draws`,
    because: "An answer that is wrong for it alone does not show.",
    remedy: "Draw all classes with the same chance.",
    missing: true,
  });
  if (Array.isArray(type.entries))
    return type.entries
      .filter((value) => !tensorsIn(argument).some(({ data }) => data.includes(value)))
      .map((value) => missing(String(value)));
  if (type.entries === "one-hot rows") {
    const rows = tensorsIn(argument).map((tensor) => ({ width: tensor.shape.at(-1)!, classes: classesOf(tensor) }));
    return [
      ...(rows.some(({ classes }) => classes.includes(0)) ? [] : [missing("the first class")]),
      ...(rows.some(({ classes, width }) => classes.includes(width - 1)) ? [] : [missing("the last class")]),
    ];
  }
  const { interval } = type;
  if (type.entries !== "integers" || !interval) return [];
  const ends = (["low", "high"] as const).filter((end) =>
    values.every((value, draw) => {
      const last = endOf(interval, end, sizes[draw]!);
      return !(value instanceof Tensor && (last === undefined || value.data.includes(last)));
    }),
  );
  return ends.map((end) => missing(end === "low" ? "its lowest value" : "its highest value"));
}

/** Rows, labels or masks that are all the same. */
function allAlike(argument: Argument): Degeneracy[] {
  const { type, path } = argument;
  if (type.kind !== "tensor" || type.entries === "reals" || type.entries === "probabilities") return [];
  const labels = tensorsIn(argument)
    .map((tensor) => (type.entries === "one-hot rows" ? classesOf(tensor) : [...tensor.data]))
    // Two of two classes are alike half of the time.
    .filter((classes) => classes.length > 2);
  const alike = labels.filter((classes) => new Set(classes).size === 1).length;
  if (labels.length < fewest || alike <= most * labels.length) return [];
  return [
    {
      rule: "all alike",
      argument: path,
      found: `holds one class only in ${countOf(alike, labels.length)} that could hold more`,
      because: "Code that treats all examples alike passes.",
      remedy: "Draw each entry by itself, with draw.choices, draw.integers or draw.oneHot.",
    },
  ];
}

function classesOf({ data, shape }: Tensor): number[] {
  const width = shape.at(-1) ?? 1;
  return Array.from({ length: data.length / width }, (_, row) =>
    data.subarray(row * width, (row + 1) * width).indexOf(1),
  );
}

/** The last integer inside the interval at one end; none when it is not known or there is no end. */
function endOf(interval: Interval, end: "low" | "high", sizes: ReadonlyMap<string, number>): number | undefined {
  const { value, open } = interval[end];
  const bound = typeof value === "number" ? value : sizes.get(value);
  if (bound === undefined || !Number.isFinite(bound)) return undefined;
  return bound + (open ? (end === "low" ? 1 : -1) : 0);
}
