/**
 * Finds the person of a submission. Numbers and addresses speak first, a name only where they say nothing.
 *
 * When what is known points to two people, none of them is taken: a wrong grade for two is worse than a line for the instructor.
 */
import type { Identity, Person } from "../people.ts";

export interface Match {
  readonly person?: Person;
  /** More than one, none of whom is taken. */
  readonly several?: readonly Person[];
}

export function matchPerson(identity: Identity, people: readonly Person[]): Match {
  const byNumber = people.filter((person) => sharesNumber(identity, person));
  const forms = [identity.name, identity.any].flatMap((text) => (text === undefined ? [] : formsOf(text)));
  const byName = people.filter((person) => formsOfPerson(person).some((form) => forms.includes(form)));
  if (byNumber.length === 0) return one(byName);
  // A number of the platform may be another person's number on a roster of one's own; then the name contradicts.
  const agreeing = byNumber.filter((person) => byName.includes(person));
  if (agreeing.length > 0) return one(agreeing);
  return one(identity.name === undefined ? byNumber : [...byNumber, ...byName]);
}

function one(people: readonly Person[]): Match {
  const [person, ...others] = people;
  if (!person) return {};
  return others.length === 0 ? { person } : { several: people };
}

const fields = ["id", "sisId", "login", "email"] as const;

function sharesNumber(identity: Identity, person: Person): boolean {
  const { any } = identity;
  if (fields.some((field) => same(identity[field], person[field]))) return true;
  if (any === undefined) return false;
  // The name of a folder is often an address without its domain.
  const loginOfEmail = person.email?.replace(/@.*$/s, "");
  return fields.some((field) => same(any, person[field])) || same(any, loginOfEmail);
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && folded(one) === folded(other);
}

function folded(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

/** A class is matched person by person with each submission, and taking a name apart is slow. */
const known = new WeakMap<Person, readonly string[]>();

function formsOfPerson(person: Person): readonly string[] {
  const forms = known.get(person) ?? (person.name === undefined ? [] : formsOf(person.name));
  known.set(person, forms);
  return forms;
}

/**
 * A name without accents, capitals and separators, begun at each of its words: "Lovelace, Ada", "Ada Lovelace" and
 * "ada-lovelace" share a form, and so does Canvas's "lovelaceada".
 */
function formsOf(name: string): string[] {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  if (words.length > 8) return [words.join("")];
  return words.map((_, start) => [...words.slice(start), ...words.slice(0, start)].join(""));
}
