/**
 * Runs the cases of a target in a process and watches it: a case that takes too long, or ends the process, is a violation
 * like any other, and the run goes on behind it in a new process.
 */
import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { randomOf, type Target } from "./target.ts";
import type { Found, Job, Note, Slowest } from "./case-process.ts";

export interface Report {
  readonly name: string;
  readonly rule: string;
  readonly seed: number;
  readonly cases: number;
  /** How often each outcome was seen. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly slowest: Slowest;
  readonly grownMegabytes: number;
  /** One for each way in which the rule was broken, with how many were seen of it. */
  readonly violations: readonly (Found & { readonly count: number })[];
}

export interface RunOptions {
  readonly seed: number;
  /** The target's own number of cases when left out. */
  readonly count?: number | undefined;
  readonly first?: number | undefined;
  readonly onProgress?: ((done: number, count: number) => void) | undefined;
}

const pollMilliseconds = 100;
/** After so many processes that had to be replaced, the rest is not worth waiting for. */
const mostProcesses = 20;
const heapMegabytes = 2048;
const file = fileURLToPath(new URL("./case-process.ts", import.meta.url));

/** @param module - address of the module whose default export is the target. */
export async function runTarget(module: URL, { seed, count, first = 0, onProgress }: RunOptions): Promise<Report> {
  const target = ((await import(module.href)) as { default: Target }).default;
  const run = new Run();
  const end = first + (count ?? target.cases);
  for (let started = 0; run.next(first) < end && started < mostProcesses; started++) {
    const ending = await run.some({ module: module.href, seed, first: run.next(first), end }, (done) =>
      onProgress?.(done - first, end - first),
    );
    if (ending !== undefined) run.keep({ ...ending, input: await inputOf(target, seed, ending.index) });
  }
  return {
    name: target.name,
    rule: target.rule,
    seed,
    cases: run.next(first) - first,
    outcomes: run.outcomes,
    slowest: run.slowest,
    grownMegabytes: run.grownMegabytes,
    violations: [...run.violations.values()],
  };
}

class Run {
  readonly outcomes = new Map<string, number>();
  readonly violations = new Map<string, Found & { readonly count: number }>();
  slowest: Slowest = { index: 0, milliseconds: 0 };
  grownMegabytes = 0;
  #next: number | undefined;

  next(first: number): number {
    return this.#next ?? first;
  }

  /** Runs cases in a process until all are done, or one ends it: then what happened to which. */
  async some(job: Omit<Job, "place">, onDone: (done: number) => void): Promise<Omit<Found, "input"> | undefined> {
    const folder = mkdtempSync(join(tmpdir(), "gradecheck-fuzz-run-"));
    const place = join(folder, "place");
    writeFileSync(place, new Uint8Array(16));
    try {
      const ending = await this.#watched({ ...job, place }, onDone);
      if (ending === undefined) return undefined;
      const [index] = readPlace(place);
      this.#next = index + 1;
      this.outcomes.set("violation", (this.outcomes.get("violation") ?? 0) + 1);
      const what = ending.split("\n").slice(0, 8).join("\n");
      return { kind: what.split("\n")[0]!.slice(0, 160), what, index };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  async #watched(job: Job, onDone: (done: number) => void): Promise<string | undefined> {
    const child = fork(file, [JSON.stringify(job)], {
      execArgv: ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${heapMegabytes}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let seconds: number | undefined;
    let said = "";
    let watch: NodeJS.Timeout | undefined;
    child.stderr!.setEncoding("utf8").on("data", (text: string) => void (said = (said + text).slice(-4000)));
    const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const ending = await new Promise<string | undefined>((resolve) => {
      watch = setInterval(() => {
        const [, began] = readPlace(job.place);
        if (seconds !== undefined && began > 0 && Date.now() - began > seconds * 1000)
          resolve(`a case takes more than ${seconds} s`);
      }, pollMilliseconds);
      child.on("message", (note: Note) => {
        if (note.type === "ready") ({ seconds } = note);
        else if (note.type === "end") {
          this.#end(note);
          resolve(undefined);
        } else this.#hear(note, onDone);
      });
      child.on("error", (error) => resolve(error.message));
      child.on("close", (code, signal) => resolve(`the process ended by ${signal ?? `exit code ${code}`}\n${said}`));
    });
    clearInterval(watch);
    if (ending !== undefined) child.kill("SIGKILL");
    await closed;
    if (ending !== undefined && seconds === undefined) throw new Error(`${job.module} can't be opened: ${ending}`);
    return ending;
  }

  #hear(note: Exclude<Note, { type: "ready" | "end" }>, onDone: (done: number) => void): void {
    if (note.type === "found") return this.keep(note.found, note.minimised);
    for (const [outcome, count] of note.outcomes) this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + count);
    this.#next = note.done;
    onDone(note.done);
  }

  #end({ slowest, grownMegabytes }: Note & { type: "end" }): void {
    if (slowest.milliseconds > this.slowest.milliseconds) this.slowest = slowest;
    this.grownMegabytes = Math.max(this.grownMegabytes, grownMegabytes);
  }

  keep(found: Found, replaces = false): void {
    const known = this.violations.get(found.kind);
    const count = (known?.count ?? 0) + (replaces ? 0 : 1);
    this.violations.set(found.kind, known && !replaces ? { ...known, count } : { ...found, count });
  }
}

function readPlace(place: string): [number, number] {
  const { buffer, byteOffset } = readFileSync(place);
  const view = new DataView(buffer, byteOffset, 16);
  return [view.getFloat64(0, true), view.getFloat64(8, true)];
}

/** The input again, from its seed. */
async function inputOf(target: Target, seed: number, index: number): Promise<string> {
  const bench = await target.open();
  const input = bench.written(bench.draw(randomOf(seed, index)));
  await bench.close?.();
  return input;
}
