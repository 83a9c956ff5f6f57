/**
 * A rung of the ladder of sandboxes: what stands between code that got out of its realm and the machine.
 *
 * A rung says how a Node program is started inside it. Whether it holds is not its to say: canary.ts tries it, and
 * ladder.ts takes the highest one that held.
 */

/** From the strongest to the weakest. `realm` is what every child has: a realm and Node's permissions. */
export const levels = ["sealed", "confined", "limited", "realm"] as const;
export type Level = (typeof levels)[number];

/** A Node program to start. */
export interface NodeProgram {
  readonly file: string;
  /** Flags of Node's and the program, for the path that the file has where it runs. */
  readonly args: (file: string) => readonly string[];
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

export interface Launch extends Command {
  /** Bytes to be read from file descriptor 3. */
  readonly descriptor3?: Uint8Array;
  /**
   * What takes the last liberties from the process once it runs: Node needs files and threads to start and none
   * afterwards, so its limits for both become 0. No file, no socket and no process can be opened from then on.
   */
  readonly clamp?: (pid: number) => Command;
}

export interface Rung {
  readonly level: Level;
  /** What it is made of, as a report says it. */
  readonly layers: readonly string[];
  /** Called for each child. */
  readonly wrap: (program: NodeProgram) => Launch;
}

/** A rung that this machine can't have at all, and what would change that. */
export interface Missing {
  readonly level: Level;
  readonly why: string;
  readonly remedy: string;
}

export function isAtLeast(level: Level, wanted: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(wanted);
}
