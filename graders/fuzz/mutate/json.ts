/** Damages JSON documents: keys that go, come, double or change their name, values of another type or size. */
import type { Random } from "#tensor";
import { pick } from "./bytes.ts";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Stand for what can't be said as a value; they become text when the document is written. */
const raw: ReadonlyMap<string, string> = new Map([
  ["@infinite@", "1e999"],
  ["@precise@", "0.1000000000000000055511151231257827021181583404541015625"],
  ["@deep-list@", `${"[".repeat(2000)}${"]".repeat(2000)}`],
  ["@deep-object@", `${'{"a":'.repeat(2000)}1${"}".repeat(2000)}`],
  ["@abyss@", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
]);

const oddNames = ["__proto__", "constructor", "toString", "length", "", "a/b", "ключ", "\u0000", "x".repeat(300)];
const oddTexts = [
  "",
  "NaN",
  "Infinity",
  "-0",
  "null",
  "\u0000",
  "\ud800",
  "\u202e",
  "\u001b[31m",
  "<script>alert(1)</script>",
  "=1+1",
  "]]>",
  "../..",
  "x".repeat(5000),
  "é\u0301",
  "{{constructor}}",
  "`${1}`",
  "\n\n",
  "|a|b|",
];
const oddNumbers = [0, -0, -1, 0.5, 1e-320, 1e21, 1e308, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 63), 1000, 255];

export function oddValue(random: Random, texts: readonly string[] = []): Json {
  return pick<() => Json>(random, [
    () => null,
    () => random.integer(0, 2) === 1,
    () => pick(random, oddNumbers),
    () => pick(random, oddNumbers),
    () => pick(random, oddTexts),
    () => pick(random, texts.length > 0 ? texts : oddTexts),
    () => pick(random, texts.length > 0 ? texts : oddTexts),
    () => [],
    () => ({}),
    () => [oddValue(random, texts)],
    () => ({ [pick(random, oddNames)]: oddValue(random, texts) }),
    () => pick(random, [...raw.keys()]),
  ])();
}

type Holder = Json[] | { [key: string]: Json };
interface Place {
  readonly holder: Holder;
  readonly key: string;
}

/** Text of a document with one to four changes. @param texts - values that mean something in these documents. */
export function mutatedJson(random: Random, seeds: readonly Json[], texts: readonly string[] = []): string {
  const document: Json = structuredClone(pick(random, seeds));
  for (let left = pick(random, [1, 1, 1, 1, 2, 4]); left > 0; left--) change(random, document, seeds, texts);
  return written(document);
}

export function written(document: Json): string {
  let text = JSON.stringify(document);
  for (const [name, instead] of raw) text = text.replaceAll(JSON.stringify(name), instead);
  return text;
}

function change(random: Random, document: Json, seeds: readonly Json[], texts: readonly string[]): void {
  const places = placesIn(document);
  if (places.length === 0) return;
  const place = pick(random, places);
  const other = pick(random, places);
  pick<() => void>(random, [
    () => remove(place),
    () => set(place, oddValue(random, texts)),
    () => set(place, oddValue(random, texts)),
    () => set(place, structuredClone(valueAt(other))),
    () => set(place, structuredClone(valueAt(pick(random, placesIn(pick(random, seeds)))))),
    () => rename(place, pick(random, [...oddNames, other.key, `${place.key}s`, place.key.slice(1)])),
    () => add(place.holder, pick(random, [...oddNames, other.key]), oddValue(random, texts)),
    () => set(place, nudged(random, valueAt(place))),
    () => set(place, nudged(random, valueAt(place))),
  ])();
}

/** Nearly the same. */
function nudged(random: Random, value: Json): Json {
  if (typeof value === "number") return value + pick(random, [-1, 1, 0.5, 1e-9, -2 * value, 1e6]);
  if (typeof value === "string") {
    const at = random.integer(0, value.length + 1);
    return (
      value.slice(0, at) +
      pick(random, ["", ",", "[", "]", " ", "0", "-", "N", "\u2028", "(", "inf"]) +
      value.slice(at + random.integer(0, 2))
    );
  }
  if (Array.isArray(value)) return value.length > 0 ? [...value, value[0]!] : [value];
  return value;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value, key },
    ...placesIn((value as { [key: string]: Json })[key]!),
  ]);
}

function valueAt({ holder, key }: Place): Json {
  return (holder as { [key: string]: Json })[key] ?? null;
}

function set({ holder, key }: Place, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function rename(place: Place, name: string): void {
  if (Array.isArray(place.holder)) return;
  const value = valueAt(place);
  remove(place);
  set({ holder: place.holder, key: name }, value);
}

function add(holder: Holder, name: string, value: Json): void {
  if (Array.isArray(holder)) holder.push(value);
  else set({ holder, key: name }, value);
}

/** Documents with one key or entry less, as text. */
export function* smallerJson(text: string): Generator<string> {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return;
  }
  if (text.length > 200_000) return;
  for (let index = 0; index < placesIn(document).length; index++) {
    const copy = JSON.parse(text) as Json;
    remove(placesIn(copy)[index]!);
    yield JSON.stringify(copy);
  }
}
