/** What a child has used, read from the operating system where it says. */
import { readFileSync } from "node:fs";
import { familyOf } from "../sandbox/launch.ts";

export interface Usage {
  /** User and system time of all threads. */
  readonly cpuSeconds: number;
  readonly residentMegabytes: number;
  /** Nothing in it runs, or would if the machine had time: it waits for something. */
  readonly isWaiting: boolean;
}

/** Linux reports times to user space in hundredths of a second, on every architecture. */
const ticksPerSecond = 100;

/** What a process and those it started have used so far; undefined where there is no /proc, or the process has gone. */
export function usageOf(pid: number): Usage | undefined {
  // A wrapper such as bubblewrap stays, and does not count what runs inside it until that has ended.
  const usages = familyOf(pid).flatMap((member) => usageOfOne(member) ?? []);
  if (usages.length === 0) return undefined;
  return {
    cpuSeconds: usages.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    residentMegabytes: usages.reduce((sum, { residentMegabytes }) => sum + residentMegabytes, 0),
    isWaiting: usages.every(({ isWaiting }) => isWaiting),
  };
}

function usageOfOne(pid: number): Usage | undefined {
  try {
    // The name of the program, in brackets, may hold spaces; the fields after it can't.
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      residentMegabytes: Number(resident ?? 0) / 1024,
      // Asleep, stopped, traced, dead; not R for running and not D for waiting on a disk.
      isWaiting: /^[STtZX]$/.test(fields[0] ?? ""),
    };
  } catch {
    return undefined;
  }
}
