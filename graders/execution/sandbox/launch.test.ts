/** What is started is also gone when it is killed, however early. Linux alone lists processes as files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { bareRung, killGroup, launch } from "./launch.ts";
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

// Ctrl-C reaches a whole group. A clamp that it ended would make a submission "not graded", which the grader would keep.
test.runIf(existsSync("/proc/self/stat"))(
  "what clamps a child leads a group of its own, as the child does",
  async () => {
    const ownGroup = { file: "sh", args: ["-c", 'read -r _ _ _ _ group _ < /proc/$$/stat && [ "$group" = "$$" ]'] };
    const program = { file: join(import.meta.dirname, "canary.cjs"), args: (file: string) => [file] };
    const { process: child, clamp } = launch(program, {
      ...bareRung,
      wrap: (inner) => ({ ...bareRung.wrap(inner), clamp: () => ownGroup }),
    });
    child.stdin.on("error", () => undefined);
    await expect(clamp()).resolves.toBeUndefined();
    killGroup(child);
  },
);
