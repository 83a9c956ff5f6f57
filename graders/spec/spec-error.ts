/** A spec that can't be used: the fault of whoever wrote the spec, never of a student. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  readonly code = "SPEC";
}
