import type { ExitCode } from "../main.ts";

/** Makes the action of a command from the work that it does. */
export type Run = <Arguments extends unknown[]>(
  command: (...args: Arguments) => Promise<ExitCode>,
) => (...args: Arguments) => Promise<void>;
