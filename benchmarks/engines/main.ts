/** `npm run bench -- engines`: every engine that the machine has, on the same operations, as speed and as a ratio to the reference. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { engines, operations, type EngineName } from "#graders/engines/engine.ts";
import type { Line } from "./child.ts";
import { rows } from "./rows.ts";

const child = fileURLToPath(new URL("./child.ts", import.meta.url));
const mostSeconds = 300;

interface Measured {
  readonly name: EngineName;
  readonly detail: string;
  readonly lines: ReadonlyMap<number, Line>;
}

/** @param names - engines to measure; all that are there when left out. The reference is always among them. */
export async function compareEngines(names: readonly string[] = []): Promise<void> {
  const found: Measured[] = [];
  for (const name of Object.keys(engines) as EngineName[]) {
    if (names.length > 0 && name !== "reference" && !names.includes(name)) continue;
    const measured = await measure(name);
    if (measured.lines.size > 0) found.push(measured);
    process.stderr.write(`  ${name}: ${measured.detail}\n`);
  }
  console.log(table(found));
}

async function measure(name: EngineName): Promise<Measured> {
  const process_ = spawn(process.execPath, ["--expose-gc", "--no-warnings", child, name], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const timer = setTimeout(() => process_.kill("SIGKILL"), 1000 * mostSeconds);
  let detail = "its process ended without a word";
  const lines = new Map<number, Line>();
  for await (const text of createInterface({ input: process_.stdout })) {
    if (!text.startsWith("{")) continue;
    const line = JSON.parse(text) as Line;
    if ("detail" in line) detail = line.detail;
    else if ("missing" in line) detail = `not here: ${line.missing}`;
    else lines.set(line.row, line);
  }
  clearTimeout(timer);
  return { name, detail, lines };
}

/** Markdown: one row for each operation and size, one column for each engine. */
function table(found: readonly Measured[]): string {
  const head = ["operation", "size", "unit", ...found.map(({ name }) => name)];
  const body = rows.map((row, index) => {
    const base = speedOf(
      found.find(({ name }) => name === "reference"),
      index,
    );
    const cells = found.map((engine) => {
      const speed = speedOf(engine, index);
      if (speed === undefined) return "–";
      return base === undefined || engine.name === "reference"
        ? digits(speed)
        : `${digits(speed)} (${digits(speed / base)}×)`;
    });
    return [operations[row.operation], row.size, `${row.unit}/s`, ...cells];
  });
  const lines = [head, head.map((_, index) => (index < 3 ? "---" : "---:")), ...body];
  const engineLines = found.map(({ name, detail, lines }) => {
    const errors = [...lines.values()].flatMap((line) => ("largestError" in line ? [line.largestError ?? 0] : []));
    return `- \`${name}\`: ${detail}; largest difference from the reference ${Math.max(0, ...errors).toExponential(1)}`;
  });
  return [...lines.map((cells) => `| ${cells.join(" | ")} |`), "", ...engineLines].join("\n");
}

function speedOf(engine: Measured | undefined, index: number): number | undefined {
  const line = engine?.lines.get(index);
  return line !== undefined && "milliseconds" in line ? (1000 * rows[index]!.work) / line.milliseconds : undefined;
}

function digits(number: number): string {
  return number >= 100 ? String(Math.round(number)) : number.toPrecision(2);
}
