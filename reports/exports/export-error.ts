/** An export that can't be made from what was given: a template that isn't one, a column that isn't there. The message says what to do. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  readonly code = "EXPORT";
}
