/** Turns the JSON of a numeric case into the values that its signature speaks of. */
import { Random, Tensor, tensor, type NestedNumbers } from "#tensor";
import type { Value } from "#graders/execution/executor.ts";
import type { Json } from "./spec.ts";
import type { Type } from "./signature.ts";
import { SpecError } from "./spec-error.ts";

/** `where` names file and path for the error. */
export function valueFromJson(json: Json, type: Type, where: string): Value {
  switch (type.kind) {
    case "tensor":
      return tensorFromJson(json, where);
    case "number":
    case "integer":
      return numberFromJson(json, where);
    case "random":
      return made(where, () => new Random(numberFromJson(json, where)));
    case "boolean":
    case "choice":
      return json;
    case "record": {
      if (!isObject(json)) throw new SpecError(`${where} is ${JSON.stringify(json)}, expected an object.`);
      return Object.fromEntries(
        Object.entries(json).map(([name, field]) => {
          const fieldType = type.fields.get(name);
          if (!fieldType)
            throw new SpecError(`${where}/${name} is not known, expected ${[...type.fields.keys()].join(", ")}.`);
          return [name, valueFromJson(field, fieldType, `${where}/${name}`)];
        }),
      );
    }
    case "any":
      return anyFromJson(json, where);
  }
}

/** `{ "tensor": … }` anywhere inside is a tensor; all else stands for itself. */
function anyFromJson(json: Json, where: string): Value {
  if (Array.isArray(json)) return json.map((entry: Json, index) => anyFromJson(entry, `${where}/${index}`));
  if (typeof json === "string" && special.has(json)) return special.get(json)!;
  if (!isObject(json)) return json;
  if (Object.hasOwn(json, "tensor")) return tensorFromJson(json["tensor"]!, where);
  return Object.fromEntries(
    Object.entries(json).map(([name, field]) => [name, anyFromJson(field, `${where}/${name}`)]),
  );
}

/** Nested numbers, or `{ "shape": […], "data": […] }` where nesting would be hard to read. */
function tensorFromJson(json: Json, where: string): Tensor {
  if (!isObject(json)) return made(where, () => tensor(numbersFromJson(json, where)));
  const { shape, data } = json as { readonly shape?: readonly number[]; readonly data?: readonly Json[] };
  if (!Array.isArray(shape) || !Array.isArray(data))
    throw new SpecError(`${where} is an object, expected nested numbers or { "shape": […], "data": […] }.`);
  const entries = data.map((entry: Json) => numberFromJson(entry, where));
  return made(where, () => new Tensor(entries, shape as readonly number[]));
}

/** What the tensor library refuses is wrong with the spec. */
function made<T>(where: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof SpecError) throw error;
    throw new SpecError(`${where} can't be made. ${(error as Error).message}`, { cause: error });
  }
}

function numbersFromJson(json: Json, where: string): NestedNumbers | number {
  if (Array.isArray(json)) return json.map((entry: Json) => numbersFromJson(entry, where));
  return numberFromJson(json, where);
}

const special = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["-0", -0],
]);

function numberFromJson(json: Json, where: string): number {
  if (typeof json === "number") return json;
  const value = typeof json === "string" ? special.get(json) : undefined;
  if (value === undefined)
    throw new SpecError(
      `${where} holds ${JSON.stringify(json)}, expected a number, "NaN", "Infinity", "-Infinity" or "-0".`,
    );
  return value;
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
