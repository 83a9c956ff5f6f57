import { readFileSync } from "node:fs";

export interface Usage {
  /** User and system time of all threads. */
  readonly cpuSeconds: number;
  readonly residentMegabytes: number;
}

/** Linux reports times to user space in hundredths of a second, on every architecture. */
const ticksPerSecond = 100;

/** What a process has used so far; undefined where there is no /proc, or the process has gone. */
export function usageOf(pid: number): Usage | undefined {
  try {
    // The name of the program, in brackets, may hold spaces; the fields after it can't.
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      residentMegabytes: Number(resident ?? 0) / 1024,
    };
  } catch {
    return undefined;
  }
}
