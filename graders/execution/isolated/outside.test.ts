/** What happens to a child from outside is never the fault of the code that ran in it. Linux alone lists a process's children. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ExerciseSource } from "../executor.ts";
import { isolatedExecutor } from "./isolated.ts";

const childrenFile = `/proc/${process.pid}/task/${process.pid}/children`;
const source: ExerciseSource = {
  id: "99-made-up/busy",
  modules: new Map([["busy.ts", "export function busy() { for (let i = 0; i < 5e8; i++); return 1; }"]]),
  entry: "busy.ts",
};

const children = (): number[] => readFileSync(childrenFile, "utf8").trim().split(" ").filter(Boolean).map(Number);

// Elsewhere there is no such list to find the child in.
test.runIf(existsSync(childrenFile)).each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "a child that is ended by %s again and again is the grader's fault",
  async (signal) => {
    const before = new Set(children());
    const executor = isolatedExecutor();
    const loaded = await executor.load(source);
    if (loaded.status === "broken") throw new Error(loaded.problem.message);
    const killer = setInterval(
      () =>
        children()
          .filter((pid) => !before.has(pid))
          .forEach((pid) => process.kill(pid, signal)),
      40,
    );
    const [reply] = await loaded.session.call([{ target: "module", name: "busy", args: [] }]);
    clearInterval(killer);
    await executor.close();
    expect(reply).toMatchObject({ status: "lost", problem: { kind: "grader" } });
  },
);
