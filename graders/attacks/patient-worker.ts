/**
 * One worker after another: an attack on which a worker hangs or dies has succeeded, and the next one gets a new worker.
 *
 * A grader that is caught in a loop answers no timer of its own, so it is watched from another process.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Level } from "#graders/execution/sandbox/rung.ts";
import type { Attack } from "./attack.ts";
import type { Verdict } from "./run-attack.ts";
import type { Order } from "./worker.ts";

/** More than a worker's own limit for one grading. */
const limitMilliseconds = 90_000;

export class PatientWorker {
  /** What arenas leave behind when their worker is killed lies in here. */
  readonly #folder = mkdtempSync(join(tmpdir(), "gradecheck-attacks-"));
  #child: ChildProcess | undefined;

  async run({ name, family }: Attack, level: Level): Promise<Verdict> {
    const child = (this.#child ??= this.#start());
    let timer: NodeJS.Timeout | undefined;
    const verdict = await new Promise<Verdict | string>((resolve) => {
      timer = setTimeout(resolve, limitMilliseconds, `The grader stood still for ${limitMilliseconds / 1000} s.`);
      child.once("message", (message) => resolve(message as Verdict));
      child.once("exit", (code, signal) => resolve(`The grader's process ended (${signal ?? `exit code ${code}`}).`));
      child.send({ name, level } satisfies Order);
    });
    clearTimeout(timer);
    child.removeAllListeners();
    if (typeof verdict !== "string") return verdict;
    child.kill("SIGKILL");
    this.#child = undefined;
    return { attack: name, family, rung: level, stopped: false, how: verdict };
  }

  close(): void {
    this.#child?.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #start(): ChildProcess {
    return fork(join(import.meta.dirname, "worker.ts"), {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { ...process.env, TMPDIR: this.#folder },
    });
  }
}
