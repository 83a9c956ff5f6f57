/**
 * The ladder of sandboxes, from the strongest down: the first rung on which Node runs and the canary is held is the one
 * that a submission gets. What was passed over, and why, is for `gradecheck doctor` to tell.
 */
import { UsageError } from "#graders/usage-error.ts";
import { tryRung, type Probe } from "./canary.ts";
import { bareRung } from "./launch.ts";
import { linuxRungs } from "./linux.ts";
import { macRungs } from "./macos.ts";
import { isAtLeast, type Level, type Missing, type Rung } from "./rung.ts";

export interface Foothold {
  readonly rung: Rung;
  readonly probes: readonly Probe[];
  /** Rungs above this one. */
  readonly above: readonly Missing[];
}

/** What a rung may leave open. Below these a rung of that name is not what it says. */
const mayLeaveOpen: { readonly [level in Level]: readonly string[] | "anything" } = {
  sealed: [],
  confined: ["see which files there are", "make a folder where everyone may"],
  limited: [
    "see which files there are",
    "make a folder where everyone may",
    "remove a file of the grader's",
    "send the grader a signal",
    "become another user",
    // macOS can't take these away from a process of the same user.
    ...(process.platform === "linux"
      ? []
      : ["read a file of the grader's", "start a program", "take eight gigabytes of memory", "reach the network"]),
  ],
  realm: "anything",
};

/** The rungs that this system could have, the highest first. */
export function rungsOfThisSystem(): readonly (Rung | Missing)[] {
  if (process.platform === "linux") return [...linuxRungs(), bareRung];
  if (process.platform === "darwin") return [...macRungs(), bareRung];
  const why = `${process.platform} has no sandbox that gradecheck knows`;
  const remedy = "Grade in a Linux container or WSL 2 for marks that count.";
  return [...(["sealed", "confined", "limited"] as const).map((level) => ({ level, why, remedy })), bareRung];
}

let strongest: Promise<Foothold> | undefined;

/** The highest rung that holds here. Tried once for a process: 0.1 to 0.3 s. */
export function strongestRung(): Promise<Foothold> {
  return (strongest ??= climb(rungsOfThisSystem()));
}

/** @throws UsageError - when the machine doesn't reach the level, with what would help. */
export async function rungAtLeast(wanted: Level): Promise<Foothold> {
  const foothold = await strongestRung();
  const { level } = foothold.rung;
  if (isAtLeast(level, wanted)) return foothold;
  const reasons = foothold.above
    .filter((missing) => isAtLeast(missing.level, wanted))
    .map((missing) => `${missing.level}: ${missing.why}. ${missing.remedy}`);
  throw new UsageError(
    `--isolation-at-least is ${wanted}, and this machine reaches ${level}. ${reasons.join(" ")} Or ask for ${level}; \`gradecheck doctor\` says what it leaves open.`,
  );
}

/** Exported for tests: the first of these rungs that holds. */
export async function climb(rungs: readonly (Rung | Missing)[]): Promise<Foothold> {
  const above: Missing[] = [];
  for (const rung of rungs) {
    if (!("wrap" in rung)) {
      above.push(rung);
      continue;
    }
    const found = await standsOn(rung);
    if ("probes" in found) return { rung, probes: found.probes, above };
    above.push(found);
  }
  throw new Error("Node can't be started as a child process on this machine");
}

async function standsOn(rung: Rung): Promise<{ readonly probes: readonly Probe[] } | Missing> {
  const trial = await tryRung(rung);
  if (trial.status === "failed")
    return { level: rung.level, why: `it does not start here (${trial.why})`, remedy: remedies[rung.level] };
  const allowed = mayLeaveOpen[rung.level];
  const open = trial.probes.filter(({ stopped }) => !stopped).map(({ probe }) => probe);
  const tooMuch = allowed === "anything" ? [] : open.filter((probe) => !allowed.includes(probe));
  if (tooMuch.length === 0) return { probes: trial.probes };
  return {
    level: rung.level,
    why: `it does not hold here: code in it could ${tooMuch.join(", ")}`,
    remedy: remedies[rung.level],
  };
}

const remedies: { readonly [level in Level]: string } = {
  sealed:
    "Allow user namespaces (sysctl kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu 24.04; a container needs --security-opt seccomp=unconfined or --privileged), and keep Node and gradecheck where every user may read them, which is not below /root.",
  confined: "Keep Node and gradecheck where every user may read them, which is not below /root.",
  limited: "Install util-linux.",
  realm: "",
};
