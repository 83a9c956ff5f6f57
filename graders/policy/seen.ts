/**
 * Which kinds of check a student may see in full at a given time. The rest is the business of `asSeenBy` in reports/, which
 * takes what is not in this list out of a result.
 */
import type { Visibility } from "#graders/result/result.ts";
import { UsageError } from "#graders/usage-error.ts";
import { deadlineFor, type Deadline } from "./deadline.ts";
import { endOf, readMoment } from "./moment.ts";
import type { From, Policy, PolicyPerson } from "./policy.ts";

const kinds: readonly Visibility[] = ["visible", "after-due", "hidden"];

/**
 * @param now - ISO 8601 with zone.
 * @throws UsageError - when `now` is not.
 */
export function seenByStudent(policy: Policy, person: PolicyPerson | undefined, now: string): Visibility[] {
  const at = readMoment(now);
  if (at?.kind !== "instant")
    throw new UsageError(
      `The time is ${JSON.stringify(now)}, expected a moment with its zone, such as 2026-05-10T18:00:00+02:00.`,
    );
  const deadline = deadlineFor(policy, person);
  const zone = policy.timeZone ?? "UTC";
  return kinds.filter((kind) => at.instant >= startOf(fromOf(policy, kind), deadline, zone));
}

/** What the policy says of a kind of check, or what holds where it says nothing: as late as late work may come, and hidden for good. */
export function fromOf({ visibility = {}, late }: Policy, kind: Visibility): From {
  const usual: Readonly<Record<Visibility, From>> = {
    visible: "always",
    "after-due": late?.closes === undefined ? "due" : "closed",
    hidden: "never",
  };
  return visibility[kind] ?? usual[kind];
}

/** The first millisecond at which it is seen. Without a due date none has passed. */
function startOf(from: From, deadline: Deadline | undefined, zone: string): number {
  switch (from) {
    case "always":
      return -Infinity;
    case "never":
      return Infinity;
    case "due":
      return (deadline?.graceEndsAt ?? Infinity) + 1;
    case "closed":
      return (deadline?.closesAt ?? Infinity) + 1;
    default: {
      const when = readMoment(from);
      if (!when) return Infinity;
      // A moment is when it begins; a date has to be over.
      return when.kind === "instant" ? when.instant : endOf(when, zone) + 1;
    }
  }
}
