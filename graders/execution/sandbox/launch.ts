/** Starts a Node program on a rung, and knows its processes. */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Command, NodeProgram, Rung } from "./rung.ts";

export type Pipes = ChildProcessByStdio<Writable, Readable, Readable>;

export interface Launched {
  readonly process: Pipes;
  /** To be called when the program runs, and before it is given anything to run. Rejects when it could not be done. */
  readonly clamp: () => Promise<void>;
}

/** Nothing of the grader's environment: it may hold keys. */
const environment = { TZ: "UTC", LC_ALL: "C" };

/** The rung that every machine has: the program as it is. */
export const bareRung: Rung = {
  level: "realm",
  layers: [],
  wrap: ({ file, args }) => ({ file: process.execPath, args: args(file) }),
};

export function launch(program: NodeProgram, rung: Rung): Launched {
  const { file, args, descriptor3, clamp } = rung.wrap(program);
  const child = spawn(file, args, {
    env: environment,
    cwd: process.platform === "win32" ? process.cwd() : "/",
    stdio: ["pipe", "pipe", "pipe", ...(descriptor3 === undefined ? [] : (["pipe"] as const))],
    windowsHide: true,
    // A group of its own, so that Ctrl-C on a terminal ends the grader and not the code of whoever is being graded.
    detached: process.platform !== "win32",
  }) as unknown as Pipes;
  const filter = child.stdio[3] as Writable | undefined | null;
  filter?.on("error", () => undefined);
  filter?.end(descriptor3);
  return { process: child, clamp: async () => clamp && run(clamp(innermost(child.pid ?? 0))) };
}

/**
 * Kills a program with its wrappers. Of a wrapper that is only just starting, the process inside would live on and hold the
 * pipes: it isn't told yet to go when the wrapper does.
 */
export function killGroup(child: Pipes): void {
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group has gone.
  }
  child.kill("SIGKILL");
}

/** A process and all that descend from it; nobody but Linux tells. */
export function familyOf(pid: number): number[] {
  const family = [pid];
  for (const member of family) {
    try {
      const children = readFileSync(`/proc/${member}/task/${member}/children`, "latin1");
      family.push(...children.split(" ").filter(Boolean).map(Number));
    } catch {
      // It has gone, or the system keeps no such list.
    }
  }
  return family;
}

/** Wrappers that stay have one child each, and the last of them is Node. */
function innermost(pid: number): number {
  return familyOf(pid).at(-1)!;
}

/** In a group of its own too: Ctrl-C at this moment would leave a child that is not clamped, and a submission that is not graded. */
async function run({ file, args }: Command): Promise<void> {
  const child = spawn(file, args, { env: environment, stdio: ["ignore", "ignore", "pipe"], detached: true });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code !== 0) throw new Error(`${file} ended with ${signal ?? `exit code ${code}`}. ${said.slice(0, 500)}`.trim());
}
