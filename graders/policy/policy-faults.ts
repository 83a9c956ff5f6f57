/** What a schema can't see in a policy: days that the calendar lacks, zones that there are not, names that contradict each other. */
import { endOf, readMoment, type Moment } from "./moment.ts";
import { maximumOf, type Criterion, type Item, type Policy } from "./policy.ts";
import { isTimeZone } from "./zone.ts";

/** In sentences that begin with the path. */
export function faultsOf(policy: Policy): string[] {
  return [
    ...timeFaults(policy),
    ...itemFaults(policy.items ?? []),
    ...weightFaults(policy),
    ...visibilityFaults(policy),
  ];
}

function timeFaults(policy: Policy): string[] {
  const { timeZone } = policy;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return [`/timeZone is ${JSON.stringify(timeZone)}, expected an IANA name such as "Europe/Berlin" or "UTC".`];
  const unreal = writtenTimes(policy).flatMap(([path, text]) => {
    const when = readMoment(text);
    if (!when) return [`${path} is ${JSON.stringify(text)}, expected a day and a time that there are. Correct it.`];
    return when.kind === "day" && timeZone === undefined
      ? [`${path} is ${JSON.stringify(text)}, a date, which ends somewhere else in each zone. Add "timeZone", such as "Europe/Berlin".`] // prettier-ignore
      : [];
  });
  return unreal.length > 0 ? unreal : orderFaults(policy);
}

/** Every date and moment in it, by path. */
function writtenTimes({ due, late, extensions = {}, visibility = {} }: Policy): [string, string][] {
  const words = new Set(["always", "due", "closed", "never"]);
  const all: [string, unknown][] = [
    ["/due", due],
    ["/late/closes", late?.closes],
    ...Object.entries(extensions).map(([id, text]): [string, unknown] => [`/extensions/${id}`, text]),
    ...Object.entries(visibility).map(([kind, text]): [string, unknown] => [`/visibility/${kind}`, text]),
  ];
  return all.filter((each): each is [string, string] => typeof each[1] === "string" && !words.has(each[1]));
}

/** An extension or an end before the due date is a slip of the pen. */
function orderFaults({ due, timeZone = "UTC", late, extensions = {} }: Policy): string[] {
  const base = due === undefined ? undefined : readMoment(due);
  if (!base) return [];
  const isBefore = (text: unknown): boolean =>
    typeof text === "string" && endOf(readMoment(text) as Moment, timeZone) < endOf(base, timeZone);
  const early = [
    ...Object.entries(extensions).map(([id, text]): [string, unknown] => [`/extensions/${id}`, text]),
    ["/late/closes", late?.closes] as const,
  ].filter(([, text]) => isBefore(text));
  return early.map(
    ([path, text]) =>
      `${path} is ${JSON.stringify(text)}, expected no time before /due, ${JSON.stringify(due)}. Correct one of them.`,
  );
}

function itemFaults(items: readonly Item[]): string[] {
  return [
    ...twice(items, "/items"),
    ...items.flatMap((item, at) => [
      ...(maximumOf(item) > 0 ? [] : [`/items/${at} has no points. Give it "points", or "criteria" that have some.`]),
      ...(item.points !== undefined && item.criteria
        ? [`/items/${at} has "points" and "criteria", expected one of them: an item's points are the sum of its criteria's. Remove "points".`] // prettier-ignore
        : []),
      ...twice(item.criteria ?? [], `/items/${at}/criteria`),
      ...(item.criteria ?? []).flatMap((criterion, index) => levelFaults(criterion, `/items/${at}/criteria/${index}`)),
    ]),
  ];
}

function levelFaults({ points, levels = [] }: Criterion, path: string): string[] {
  return levels.flatMap((level, at) =>
    level.points > points
      ? [`${path}/levels/${at}/points is ${level.points}, expected at most ${points}, the points of the criterion. Correct one of them.`] // prettier-ignore
      : [],
  );
}

function twice(all: readonly { readonly id: string }[], path: string): string[] {
  const ids = all.map(({ id }) => id);
  return ids.flatMap((id, at) =>
    ids.indexOf(id) < at
      ? [`${path}/${at}/id is ${JSON.stringify(id)}, as is that of ${path}/${ids.indexOf(id)}, expected each once. Rename one of them.`] // prettier-ignore
      : [],
  );
}

function weightFaults({ weights, items = [] }: Policy): string[] {
  if (!weights) return [];
  const forgotten = items.filter(({ id }) => !Object.hasOwn(weights, id));
  return [
    ...forgotten.map(({ id }) => `/weights has nothing for the item ${JSON.stringify(id)}, while others have a weight. Add it; 0 leaves it out of the mark.`), // prettier-ignore
    ...(Object.values(weights).some((weight) => weight > 0) ? [] : ["/weights has no weight above 0, so nothing would count. Give one."]), // prettier-ignore
  ];
}

function visibilityFaults({ due, late, visibility = {} }: Policy): string[] {
  return Object.entries(visibility).flatMap(([kind, from]) => {
    if (from === "due" && due === undefined)
      return [`/visibility/${kind} is "due", and there is no "due". Add it, or give a date.`];
    if (from === "closed" && late?.closes === undefined)
      return [`/visibility/${kind} is "closed", and there is no "late" with "closes". Add it, or give a date.`];
    return [];
  });
}
