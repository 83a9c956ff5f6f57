/** Holds the names in a policy against the exercises that are graded. */
import { nearest } from "#graders/spelling.ts";
import { UsageError } from "#graders/usage-error.ts";
import { keyFor, names, namesExercise, namesUnit, unitOf } from "./names.ts";
import type { Policy } from "./policy.ts";

/**
 * @param file - where the policy is from, for the message.
 * @param graded - ids of the exercises of this assignment.
 * @param course - ids that may be named besides, since one policy may serve several assignments.
 * @throws UsageError - when a name means nothing, or an exercise has no weight while others have.
 */
export function checkNames(policy: Policy, file: string, graded: readonly string[], course = graded): void {
  const ids = [...new Set([...graded, ...course])];
  const faults = [...unknownNames(policy, ids), ...namedTwice(policy, ids), ...unweighable(policy, graded)];
  if (faults.length > 0) throw new UsageError(faults.map((fault) => `${file}: ${fault}`).join("\n"));
}

/** @throws UsageError - when an exercise has no weight while others have: it would count for nothing, and nobody would notice. */
export function refuseUnweighable(policy: Policy, graded: readonly string[]): void {
  const [fault] = unweighable(policy, graded);
  if (fault !== undefined) throw new UsageError(`policy.json: ${fault}`);
}

/** People for whom there is an extension and who are not in the roster. */
export function strayExtensions({ extensions = {} }: Policy, people: readonly string[]): string[] {
  const known = new Set(people);
  return Object.keys(extensions).filter((id) => !known.has(id));
}

function unweighable({ weights, drop }: Policy, graded: readonly string[]): string[] {
  if (!weights) return [];
  const keys = Object.keys(weights);
  const without = graded.find((id) => keyFor(keys, id) === undefined);
  const unit = graded.find((id) => {
    const key = keyFor(keys, id);
    return key !== undefined && !namesExercise(key, id);
  });
  return [
    ...(without === undefined
      ? []
      : [
          `/weights has nothing for ${without}, while others have a weight. Add "${unitOf(without)}" or "${without}"; 0 leaves it out of the mark.`,
        ]),
    ...(unit !== undefined && drop && Object.hasOwn(drop, "all")
      ? [
          `/drop/all is ${drop["all"]}, expected names of units alone where /weights has units, since a unit keeps its weight. Name the units, such as "${unitOf(unit)}".`,
        ]
      : []),
  ];
}

/** Two keys for the same, of which one would be passed over. */
function namedTwice({ weights = {}, drop = {}, items = [] }: Policy, ids: readonly string[]): string[] {
  const clash = (path: string, keys: readonly string[], isNamed: (key: string, id: string) => boolean): string[] => {
    const found = ids.map((id) => keys.filter((key) => isNamed(key, id))).find((same) => same.length > 1);
    return found
      ? [`${path} has ${found.map((key) => JSON.stringify(key)).join(" and ")} for the same, expected one. Remove one.`]
      : [];
  };
  return [
    ...clash("/weights", Object.keys(weights), namesExercise),
    ...clash("/weights", Object.keys(weights), namesUnit),
    ...clash("/drop", Object.keys(drop), namesUnit),
    ...items
      .filter(({ id: item }) => ids.some((id) => names(item, id)))
      .map(
        ({ id }) => `/items has the id ${JSON.stringify(id)}, which is an exercise or a unit. Call the item otherwise.`,
      ),
  ];
}

function unknownNames({ weights = {}, drop = {}, bonus, items = [] }: Policy, ids: readonly string[]): string[] {
  const itemIds = items.map(({ id }) => id);
  const isName = (key: string): boolean => ids.some((id) => names(key, id));
  const isUnit = (key: string): boolean => ids.some((id) => namesUnit(key, id));
  const unknown = (path: string, key: string, also: readonly string[]): string => {
    const known = [...ids, ...ids.map((id) => id.slice(id.lastIndexOf("/") + 1)), ...ids.map(unitOf), ...also];
    const near = nearest(key, known);
    return `${path} names ${JSON.stringify(key)}, which is no exercise and no unit. ${near === undefined ? "Name an exercise (relu), its id (02-activations/relu) or a unit (02)." : `Did you mean ${JSON.stringify(near)}?`}`;
  };
  return [
    ...Object.keys(weights)
      .filter((key) => !isName(key) && !itemIds.includes(key))
      .map((key) => unknown("/weights", key, itemIds)),
    ...Object.keys(drop)
      .filter((key) => key !== "all" && !isUnit(key))
      .map((key) => `/drop names ${JSON.stringify(key)}, expected "all" or a unit such as "${unitOf(ids[0] ?? "")}".`),
    ...(bonus?.exercises ?? []).filter((key) => !isName(key)).map((key) => unknown("/bonus/exercises", key, [])),
  ];
}
