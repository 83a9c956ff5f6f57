/** What a student waits for: a verdict after `npm test -- relu`, and after saving a file under `gradecheck watch`. */
import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import { alternating, median, row, secondsFor } from "./measure.ts";

const vitest = join(projectRoot, "node_modules", ".bin", "vitest");

/** `npm test -- relu` from key press to verdict, beside vitest over one empty test, started by npm as well. */
export async function keyPressToVerdict(rounds: number): Promise<void> {
  const empty = join(projectRoot, ".cache", "bench", "empty");
  await mkdir(empty, { recursive: true });
  await writeFile(join(empty, "empty.test.ts"), 'import { test } from "vitest";\ntest("nothing", () => {});\n');
  await writeFile(
    join(empty, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module", scripts: { test: "vitest run" } }),
  );
  const { one, other } = await withSolution(() =>
    alternating(
      rounds,
      () => secondsFor(["npm", "test", "--", "relu"], { cwd: projectRoot }),
      () => secondsFor(["npm", "test"], { cwd: empty }),
    ),
  );
  row(
    "npm test -- relu, beside an empty vitest run",
    `${one.toFixed(2)} s / ${other.toFixed(2)} s = ${(one / other).toFixed(2)}×  (bar 1.3×)`,
  );
}

/** From saving relu.ts to the line that ends its verdict; vitest's own watch beside it. */
export async function saveToVerdict(rounds: number): Promise<void> {
  const own = await withSolution(() =>
    watched(
      [process.execPath, join(projectRoot, "bin", "gradecheck.js"), "watch", "relu"],
      { ready: /Watching/, verdict: /\d+ ms\n/ },
      rounds,
    ),
  );
  const others = await withSolution(() =>
    watched(
      [process.execPath, vitest, "--watch", "--project", "exercises", "exercises/02-activations/relu.test.ts"],
      { ready: /Waiting for file changes/, verdict: /Waiting for file changes/ },
      rounds,
    ),
  );
  row(
    "from saving a file to its verdict, beside vitest's watch",
    `${(1000 * own).toFixed(0)} ms / ${(1000 * others).toFixed(0)} ms  (bar 300 ms)`,
  );
}

const file = join(projectRoot, "exercises", "02-activations", "relu.ts");
const solution = await readFile(join(projectRoot, "reference", "02-activations", "relu.ts"), "utf8");

/** Runs with the exercise filled in, and puts the stub back. */
async function withSolution<T>(run: () => Promise<T>): Promise<T> {
  const stub = await readFile(file, "utf8");
  await writeFile(file, solution);
  try {
    return await run();
  } finally {
    await writeFile(file, stub);
  }
}

async function watched(
  command: readonly string[],
  marks: { readonly ready: RegExp; readonly verdict: RegExp },
  rounds: number,
): Promise<number> {
  const [program, ...args] = command as [string, ...string[]];
  const child = spawn(program, args, { cwd: projectRoot, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let heard: (() => void) | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      heard?.();
    });
  }
  const until = (mark: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`${command.join(" ")} did not print ${String(mark)}:\n${output.slice(-2000)}`)),
        30_000,
      );
      heard = () => {
        if (!mark.test(output)) return;
        clearTimeout(limit);
        resolve();
      };
      heard();
    });
  try {
    await until(marks.ready);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      output = "";
      const start = performance.now();
      await writeFile(file, `${solution}// ${round}\n`);
      await until(marks.verdict);
      times.push((performance.now() - start) / 1000);
    }
    return median(times);
  } finally {
    child.kill("SIGINT");
  }
}
