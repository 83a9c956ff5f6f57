/** What is started is also gone when it is killed, however early. Linux alone lists processes as files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { killGroup, launch } from "./launch.ts";
import { rungsOfThisSystem } from "./ladder.ts";
import { tryRung } from "./canary.ts";

function processesWith(mark: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(mark);
    } catch {
      return false;
    }
  });
}

const rungs = rungsOfThisSystem().flatMap((rung) => ("wrap" in rung ? [rung] : []));

// Elsewhere there is no such list to find a process in.
test.runIf(existsSync("/proc/self/cmdline")).each(rungs)(
  "nothing is left of a child that was killed while it started: $level",
  async (rung) => {
    if ((await tryRung(rung)).status === "failed") return;
    const mark = `mark-${process.pid}-${rung.level}`;
    const program = { file: join(import.meta.dirname, "canary.cjs"), args: (file: string) => [file, mark] };
    for (const delay of [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30]) {
      const { process: child } = launch(program, rung);
      child.stdin.on("error", () => undefined);
      await new Promise((resolve) => setTimeout(resolve, delay));
      killGroup(child);
    }
    await vi.waitFor(() => expect(processesWith(mark)).toEqual([]), { timeout: 10_000 });
  },
);
