/** Late and missing work, and who may still hand in. */
import type { ClassFacts, PersonFacts } from "../../class-facts.ts";
import type { Language } from "../../texts/language.ts";
import { byName, namedSubmission, nameOf, personName } from "./names.ts";

export function lateView(facts: ClassFacts, { folder, language }: { folder: string; language: Language }) {
  const words = language.texts.classPage.late;
  const graded = facts.results.map(({ submission }) => submission.id);
  const late = graded.flatMap((id) => {
    const own = facts.handedIn?.get(id);
    if (!own?.late) return [];
    return [
      {
        ...namedSubmission(id, facts, folder),
        when: whenText(own.submittedAt, language),
        consequence: own.late.facts ? language.texts.policy.lateness(own.late.facts) : words.noPolicy,
        extension: untilOf(own.people, language),
      },
    ];
  });
  const inTime = graded.filter((id) => facts.handedIn?.get(id)?.late === undefined);
  const extensions = inTime.flatMap((id) => {
    const until = untilOf(facts.handedIn?.get(id)?.people ?? [], language);
    return until === "" ? [] : [{ name: nameOf(id, facts), until }];
  });
  const missing = (facts.missing ?? []).map((person) => ({
    name: personName(person),
    section: person.section ?? "",
    until: untilOf([person], language),
  }));
  return {
    late: byName(late),
    extensions: byName(extensions),
    missing: byName(missing),
    missingTitle: words.missing(missing.length),
    hasAny: late.length + extensions.length + missing.length > 0,
  };
}

function untilOf(people: readonly PersonFacts[], { texts }: Language): string {
  const all = people.flatMap(({ extension }) => extension ?? []);
  return [...new Set(all.map(texts.policy.moment))].join(", ");
}

/** The text of a platform that is no time stays as it is. */
function whenText(submittedAt: string | undefined, { date }: Language): string {
  if (submittedAt === undefined) return "";
  if (Number.isNaN(Date.parse(submittedAt))) return submittedAt;
  return date(submittedAt);
}
