/** What a student may see today of the checks of a submission: as the policy says, else what is visible always. */
import type { Person } from "#graders/intake/people.ts";
import { policyBeside } from "#graders/policy/read-policy.ts";
import { seenByStudent } from "#graders/policy/seen.ts";
import type { Visibility } from "#graders/result/result.ts";

type Seen = "student" | readonly Visibility[];

/** Of a group nobody sees what one of them may not see yet. */
export async function audiences(folder: string, now: string): Promise<(owners: readonly Person[]) => Seen> {
  const policy = await policyBeside(folder);
  if (!policy) return () => "student";
  return (owners) => {
    const seen = (owners.length > 0 ? owners : [undefined]).map((owner) => seenByStudent(policy, owner, now));
    return seen[0]!.filter((kind) => seen.every((kinds) => kinds.includes(kind)));
  };
}
