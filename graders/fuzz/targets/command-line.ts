/** Odd command lines through main(): none of them starts long work, since each names something that is not there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Random } from "#tensor";
import { main } from "#graders/commands/main.ts";
import { resultJson } from "#reports/index.ts";
import { samples } from "#reports/samples/results.ts";
import { removals } from "../minimise.ts";
import { pick } from "../mutate/bytes.ts";
import { Violation, type Target } from "../target.ts";

const mostLines = 4;
/** Besides what was typed. */
const longestLine = 500;
const controls = /[[\p{Cc}\p{Cs}]--[\n\t]]/v;

const oddWords = [
  "",
  " ",
  "-",
  "--",
  "---",
  "-x",
  "--seed",
  "--seed=",
  "--seed=-1",
  "--seed=1e400",
  "--seed=0x10",
  "--jobs=NaN",
  "--jobs",
  "0",
  "1.5",
  "9007199254740993",
  "--cpu-seconds=-1",
  "--cpu-seconds=Infinity",
  "--cpu-seconds=1e-320",
  "--memory=0",
  "--memory=99999999999",
  "--json",
  "--json=1",
  "--fresh",
  "--full",
  "--help",
  "--version",
  "-e",
  "--exercises",
  "-e=",
  "--format",
  "--format=pdf",
  "--format=text",
  "-f",
  "html",
  "csv",
  "--for=nobody",
  "--for=instructor",
  "--from",
  "--from=/nowhere",
  "--isolation-at-least=none",
  "relu",
  "02",
  "*",
  "../..",
  "/",
  "/dev/null",
  "nowhere\nat all",
  "\u001b[31mred",
  "tab\there",
  "\u202egnp",
  "é",
  "e\u0301",
  "\ud800",
  "x".repeat(5000),
  "a/".repeat(3000),
  "__proto__",
  "constructor",
  "%s%n",
  "$(id)",
  "'",
  '"',
  "\\",
  ",",
  "relu,nowhere",
];
const commands = [
  "test",
  "watch",
  "grade",
  "report",
  "replay",
  "verify",
  "mutate",
  "doctor",
  "help",
  "grad",
  "",
  "--json",
  "__proto__",
  "constructor",
];
/** Those that would work for minutes, or for ever, on a name that there is. */
const long = new Set(["test", "watch", "verify", "mutate", "doctor"]);

const target: Target<readonly string[]> = {
  name: "command-line",
  rule: "Any command line ends with 0, 1 or 2; with 2 it says why in a few lines without control characters, and never that the fault is ours.",
  cases: 2000,
  seconds: 20,
  async open() {
    const root = mkdtempSync(join(tmpdir(), "gradecheck-fuzz-"));
    const words = [...oddWords, ...foldersIn(root)];
    return {
      draw: (random) => drawn(random, words, root),
      judge: async (argv) => [await outcomeOf(argv)],
      *smaller(argv) {
        for (const fewer of removals(argv)) if (isHarmless(fewer)) yield fewer;
      },
      written: (argv) => JSON.stringify(argv).replaceAll(root, "<folder>"),
      close: async () => rmSync(root, { recursive: true }),
    };
  },
};
export default target;

/** Results that can be reported, some that can't, and nothing to grade. */
function foldersIn(root: string): string[] {
  const folders = ["empty", "out", "good/results", "bad/results", "line\nbreak", "colour\u001b[31m"].map((name) =>
    join(root, name),
  );
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  for (const [index, result] of samples.entries())
    writeFileSync(join(root, "good/results", `${index}.json`), resultJson(result, { audience: "instructor" }));
  writeFileSync(join(root, "bad/results/a.json"), "{");
  writeFileSync(join(root, "assignment.json"), '{"exercises": [7]}');
  return [
    ...folders,
    root,
    join(root, "good"),
    join(root, "good/results/0.json"),
    join(root, "bad"),
    join(root, "bad/results/a.json"),
    join(root, "nowhere\n\u001b[31m"),
    join(root, "nul\u0000"),
  ];
}

function drawn(random: Random, words: readonly string[], root: string): string[] {
  const command = pick(random, commands);
  const some = Array.from({ length: random.integer(0, 5) }, () => pick(random, words));
  if (command === "grade")
    some.push(
      "--out",
      pick(random, [join(root, "out"), join(root, "assignment.json"), "/dev/null/out"]),
      "-e",
      "nowhere-1",
    );
  return long.has(command) ? [command, ...some, "nowhere-1", "--", "nowhere-2"] : [command, ...some];
}

/** Smaller command lines must not begin to work. */
function isHarmless(argv: readonly string[]): boolean {
  const [command] = argv;
  if (command === "grade") return argv.at(-1) === "nowhere-1" && argv.at(-2) === "-e";
  return !long.has(command ?? "") || (argv.at(-1) === "nowhere-2" && argv.at(-2) === "--");
}

async function outcomeOf(argv: readonly string[]): Promise<string> {
  const { code, said } = await listened(() => main(argv));
  if (![0, 1, 2].includes(code)) throw new Violation(`exit code ${code}`);
  if (/^\s+at .*:\d+/m.test(said)) throw new Violation(`a stack trace: ${said.slice(0, 300)}`);
  if (said.includes("This is a fault of gradecheck")) throw new Violation(`ours: ${said.slice(0, 300)}`);
  if (code !== 2) return `${argv[0]?.slice(0, 12)}: ${code}`;
  const typed = argv.join("").length;
  const lines = said.trimEnd().split("\n");
  if (said.trim() === "") throw new Violation("nothing is said");
  // Help, which commander prints where no command is given.
  if (said.startsWith("Usage: ")) return "help: 2";
  if (lines.length > mostLines || lines.some((line) => line.length > longestLine + typed))
    throw new Violation(
      `${lines.length} lines, the longest of ${Math.max(...lines.map(({ length }) => length))} characters`,
    );
  const control = controls.exec(said);
  if (control) throw new Violation(`the message holds ${JSON.stringify(control[0])}`);
  return `${argv[0]?.slice(0, 12)}: 2`;
}

/** What a command writes to the error stream, with everything that it prints kept from the terminal. */
async function listened(work: () => Promise<number>): Promise<{ code: number; said: string }> {
  let said = "";
  const { stdout, stderr } = process;
  // oxlint-disable-next-line typescript/unbound-method -- put back where they were
  const kept = { out: stdout.write, error: stderr.write, log: console.log, console: console.error };
  stdout.write = () => true;
  stderr.write = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  console.log = () => undefined;
  console.error = (...texts: unknown[]) => void (said += `${texts.join(" ")}\n`);
  try {
    return { code: await work(), said };
  } finally {
    stdout.write = kept.out;
    stderr.write = kept.error;
    console.log = kept.log;
    console.error = kept.console;
  }
}
