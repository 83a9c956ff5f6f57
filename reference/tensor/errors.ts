/** Thrown when the shapes of the operands, or a shape asked for, do not fit the operation. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
  readonly code = "SHAPE";
}

/** Thrown by the stub of an exercise until the student replaces its body. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
  readonly code = "NOT_STARTED";

  constructor(message = "This function is not written yet.") {
    super(message);
  }
}

/** Names a wrong argument in an error message: numbers in full, long values by their kind and length. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === "string") return value.length > 20 ? `a string of length ${value.length}` : `"${value}"`;
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}
