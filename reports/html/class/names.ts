/** What a submission is called on the page of its class, and where its own page is. */
import type { ClassFacts, PersonFacts } from "../../class-facts.ts";
import { pageFileName } from "../page-file-name.ts";

export interface Named {
  readonly name: string;
  /** Address of the submission's page; empty where there is none. */
  readonly href: string;
}

const collator = new Intl.Collator("en", { numeric: true });

/** By the people on the roster, all of a group; by the submission's own name where nobody is known. */
export function nameOf(id: string, { handedIn }: ClassFacts): string {
  const people = handedIn?.get(id)?.people ?? [];
  return people.length > 0 ? people.map(personName).join(", ") : id;
}

export function personName({ id, name }: PersonFacts): string {
  return name ?? id;
}

/** @param folder - of the submissions' pages, relative to this page. */
export function namedSubmission(id: string, facts: ClassFacts, folder: string): Named {
  const isGraded = facts.results.some(({ submission }) => submission.id === id);
  return { name: nameOf(id, facts), href: isGraded ? folder + pageFileName(id) : "" };
}

/** The same order on every machine, `student-2` before `student-10`. */
export function byName<Item extends { readonly name: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => collator.compare(a.name, b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
