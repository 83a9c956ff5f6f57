/**
 * `npm run attacks [family or name ...]`: runs the corpus and says what was stopped. Exit code 1 when anything was not that
 * its rung promises to stop.
 *
 * Without a rung, the strongest that holds here; `--every-rung` takes all of the machine, `--write` keeps the table in docs/attacks.md.
 */
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rungsOfThisSystem, strongestRung } from "#graders/execution/sandbox/ladder.ts";
import { isAtLeast, levels, type Rung } from "#graders/execution/sandbox/rung.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { families, readAttacks, type Attack } from "./attack.ts";
import { attacksPage, lasting, tableText } from "./page.ts";
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
    const verdict = endsAll(attack, rung) ? notRun(attack, rung) : await worker.run(attack, rung.level);
    verdicts.push(verdict);
    const mark = verdict.stopped ? "stopped  " : "SUCCEEDED";
    const count = `${String(index + 1).padStart(String(attacks.length).length)}/${attacks.length}`;
    console.error(`${rung.level} ${count} ${mark} ${verdict.attack}: ${verdict.how}`);
  }
}
worker.close();
console.log(values.json ? JSON.stringify(verdicts, undefined, 2) : tableText(verdicts));
if (values.write) await writePage();
process.exitCode = verdicts.some(matters) ? 1 : 0;

/** What was tried on other rungs, perhaps by another user, stays. */
async function writePage(): Promise<void> {
  const file = join(projectRoot, "docs", "attacks.json");
  const before = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Verdict[]) : [];
  const kept = before.filter(({ rung }) => !rungs.some(({ level }) => level === rung));
  const all = levels.flatMap((level) => [...kept, ...verdicts].filter(({ rung }) => rung === level));
  await writeFile(file, `${JSON.stringify(all.map(lasting), undefined, 1)}\n`);
  await writeFile(join(projectRoot, "docs", "attacks.md"), attacksPage(attacks, all));
}

/** Where there is no other user and no namespace, some attacks would end this run and whatever else its user does. */
function endsAll({ family, pieces }: Attack, { level }: Rung): boolean {
  const text = JSON.stringify(pieces);
  return family === "after-escape" && !isAtLeast(level, "confined") && text.includes("process.kill(-1");
}

function notRun({ name, family }: Attack, { level }: Rung): Verdict {
  return {
    attack: name,
    family,
    rung: level,
    stopped: false,
    how: "Not run: it would end every process of this user.",
  };
}

/** Code that has escaped is held by the sandbox alone, and the weaker rungs don't promise to. */
function matters({ stopped, family, rung }: Verdict): boolean {
  return !stopped && (family !== "after-escape" || isAtLeast(rung, "confined"));
}

async function chosenRungs(): Promise<Rung[]> {
  const here = rungsOfThisSystem().filter((rung): rung is Rung => "wrap" in rung);
  // As root, code that escaped there could do anything to this machine.
  const safe = here.filter(({ level }) => process.getuid?.() !== 0 || isAtLeast(level, "confined"));
  if (values["every-rung"]) {
    if (safe.length < here.length) console.error("attacks: the weaker rungs are for another user than root to try.");
    return safe;
  }
  if (values.rung === undefined) return [(await strongestRung()).rung];
  const named = safe.filter(({ level }) => level === values.rung);
  return named.length > 0
    ? named
    : fail(`--rung is ${values.rung}, expected one that this user can try here: ${levels.join(", ")}.`);
}

function fail(message: string): never {
  console.error(`attacks: ${message}`);
  process.exit(2);
}

function chosen(all: readonly Attack[], names: readonly string[]): Attack[] {
  if (names.length === 0) return [...all];
  return all.filter(({ name, family }) => names.some((each) => [family, name, name.split("/")[1]].includes(each)));
}
