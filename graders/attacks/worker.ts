/** The process in which attacks are graded; patient-worker.ts starts another when it hangs. Gets a name and a rung, sends a verdict. */
import { rungsOfThisSystem } from "#graders/execution/sandbox/ladder.ts";
import type { Level, Rung } from "#graders/execution/sandbox/rung.ts";
import { readAttacks } from "./attack.ts";
import { runAttack, type Verdict } from "./run-attack.ts";

export interface Order {
  readonly name: string;
  readonly level: Level;
}

const attacks = await readAttacks();
const rungs = rungsOfThisSystem().filter((rung): rung is Rung => "wrap" in rung);

process.on("message", ({ name, level }: Order) => {
  const attack = attacks.find((each) => each.name === name)!;
  const rung = rungs.find((each) => each.level === level)!;
  const failed = (error: unknown): Verdict => {
    const how = `The runner failed: ${String(error)}`;
    return { attack: name, family: attack.family, rung: level, stopped: false, how };
  };
  void runAttack(attack, rung)
    .catch(failed)
    .then((verdict) => process.send!(verdict));
});
