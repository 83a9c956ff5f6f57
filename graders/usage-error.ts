/** A mistake in how a command was called, said in one line that names what was found and what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code = "USAGE";
}
