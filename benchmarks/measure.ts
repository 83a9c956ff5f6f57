/** Measuring two things side by side, on a machine that others use too. */
import { spawn } from "node:child_process";

/** Seconds of wall time until the command ends. Its output is dropped; a code that isn't allowed is an error. */
export async function secondsFor(
  command: readonly string[],
  options: { readonly cwd: string; readonly codes?: readonly number[]; readonly env?: NodeJS.ProcessEnv },
): Promise<number> {
  const [program, ...args] = command as [string, ...string[]];
  const start = performance.now();
  const child = spawn(program, args, {
    cwd: options.cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  child.stderr.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - start) / 1000;
  if (!(options.codes ?? [0]).includes(code ?? -1))
    throw new Error(`${command.join(" ")} ended with ${code}:\n${output}`);
  return seconds;
}

/** Both in turn, so that a busy moment falls on both; the medians. */
export async function alternating(
  rounds: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<{ one: number; other: number }> {
  const ones: number[] = [];
  const others: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ones.push(await one());
    others.push(await other());
  }
  return { one: median(ones), other: median(others) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function row(what: string, figures: string): void {
  console.log(`${what.padEnd(58)} ${figures}`);
}
