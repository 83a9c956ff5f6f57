/**
 * `npm run attacks [family or name ...]`: runs the corpus and says what was stopped. Exit code 1 when anything was not that
 * its rung promises to stop.
 *
 * Without a rung, the strongest that holds here; `--every-rung` takes all of the machine, `--write` keeps the table in docs/attacks.md.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rungsOfThisSystem, strongestRung } from "#graders/execution/sandbox/ladder.ts";
import { isAtLeast, levels, type Rung } from "#graders/execution/sandbox/rung.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { families, readAttacks, type Attack } from "./attack.ts";
import { attacksPage, tableText } from "./page.ts";
import { PatientWorker } from "./patient-worker.ts";
import type { Verdict } from "./run-attack.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean" },
    rung: { type: "string" },
    "every-rung": { type: "boolean" },
    write: { type: "boolean" },
  },
});

const attacks = chosen(await readAttacks(), positionals);
if (attacks.length === 0)
  fail(`nothing is called ${positionals.join(" or ")}. Give a family (${families.join(", ")}) or a name.`);
const rungs = await chosenRungs();
const worker = new PatientWorker();
const verdicts: Verdict[] = [];
for (const rung of rungs) {
  for (const [index, attack] of attacks.entries()) {
    const verdict = await worker.run(attack, rung.level);
    verdicts.push(verdict);
    const mark = verdict.stopped ? "stopped  " : "SUCCEEDED";
    const count = `${String(index + 1).padStart(String(attacks.length).length)}/${attacks.length}`;
    console.error(`${rung.level} ${count} ${mark} ${verdict.attack}: ${verdict.how}`);
  }
}
worker.close();
console.log(values.json ? JSON.stringify(verdicts, undefined, 2) : tableText(verdicts));
if (values.write) await writeFile(join(projectRoot, "docs", "attacks.md"), attacksPage(attacks, verdicts));
process.exitCode = verdicts.some(matters) ? 1 : 0;

/** Code that has escaped is held by the sandbox alone, and the weaker rungs don't promise to. */
function matters({ stopped, family, rung }: Verdict): boolean {
  return !stopped && (family !== "after-escape" || isAtLeast(rung, "confined"));
}

async function chosenRungs(): Promise<Rung[]> {
  const here = rungsOfThisSystem().filter((rung): rung is Rung => "wrap" in rung);
  if (values["every-rung"]) return here;
  if (values.rung === undefined) return [(await strongestRung()).rung];
  const named = here.filter(({ level }) => level === values.rung);
  return named.length > 0
    ? named
    : fail(`--rung is ${values.rung}, expected one that this machine has: ${levels.join(", ")}.`);
}

function fail(message: string): never {
  console.error(`attacks: ${message}`);
  process.exit(2);
}

function chosen(all: readonly Attack[], names: readonly string[]): Attack[] {
  if (names.length === 0) return [...all];
  return all.filter(({ name, family }) => names.some((each) => [family, name, name.split("/")[1]].includes(each)));
}
