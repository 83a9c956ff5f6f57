import { readdirSync, readFileSync } from "node:fs";

/**
 * Processor time of this process and of all below it. What a killed process had used is told to nobody, so those below are looked at again
 * and again while they live. Without /proc, that of this process alone.
 */
export class ProcessorTime {
  /** Hundredths of a second, by process. */
  readonly #below = new Map<number, number>();
  readonly #timer = setInterval(() => this.#look(process.pid), 20);

  seconds(): number {
    this.#look(process.pid);
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 + this.#below.values().reduce((sum, ticks) => sum + ticks, 0) / 100;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(pid: number): void {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`))
        for (const child of readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" "))
          if (child !== "") this.#lookAt(Number(child));
    } catch {
      // It ended meanwhile, or this system has no /proc.
    }
  }

  #lookAt(pid: number): void {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      this.#below.set(pid, Number(fields[11]) + Number(fields[12]));
    } catch {
      return;
    }
    this.#look(pid);
  }
}
