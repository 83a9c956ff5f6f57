/** What a policy decides in German. English is its own language, and tested beside it. */
import { expect, test } from "vitest";
import type { Reason } from "#graders/policy/choose.ts";
import type { LatenessFacts } from "#graders/policy/lateness-words.ts";
import { languageOf } from "./language.ts";

const { policy } = languageOf("de").texts;
const after = [
  { count: 1, unit: "day" },
  { count: 3, unit: "hour" },
] as const;
const dear = { started: 8, per: "hour", each: 0.125, most: 0.5, counts: 0.5 } as const;
const cheap = { started: 1, per: "day", each: 0.1, counts: 0.9 } as const;

test.each<[LatenessFacts, string]>([
  [{ what: "no due date" }, "Es gibt keinen Abgabetermin."],
  [{ what: "in time" }, "Rechtzeitig abgegeben."],
  [{ what: "in grace", after: [] }, "Weniger als eine Sekunde nach dem Abgabetermin abgegeben, noch innerhalb der Nachfrist."],
  [{ what: "closed", after, closed: "2026-05-20 12:00 (UTC)" }, "1 Tag 3 Stunden nach dem Abgabetermin abgegeben. Was nach 2026-05-20 12:00 (UTC) abgegeben wird, zählt nicht mehr."],
  [{ what: "late", after, penalty: null }, "1 Tag 3 Stunden nach dem Abgabetermin abgegeben; das kostet nichts."],
  [{ what: "late", after, penalty: dear }, "1 Tag 3 Stunden nach dem Abgabetermin abgegeben: 8 angebrochene Stunden zu je 12,5 %, höchstens 50 %, also zählen 50 % der Punkte."],
  [{ what: "unknown" }, "Wann abgegeben wurde, ist nicht bekannt; die Abgabe zählt als rechtzeitig."],
  [{ what: "covered", given: "gestern" }, 'Wann abgegeben wurde, ist nicht bekannt ("gestern" ist keine Zeit mit Zeitzone), nur dass es verspätet war; mit der Verlängerung zählt die Abgabe als rechtzeitig.'],
  [{ what: "flagged", penalty: cheap }, "Wann abgegeben wurde, ist nicht bekannt, nur dass es verspätet war: 1 angebrochener Tag zu 10 %, also zählen 90 % der Punkte."],
])("%j", (facts, sentence) => {
  expect(policy.lateness(facts).replaceAll("\u00A0", " ")).toBe(sentence);
}); // prettier-ignore

test.each<[Reason, string]>([
  [{ what: "chosen", rule: "best", of: 1, tooLate: false }, "Es ist der einzige."],
  [{ what: "chosen", rule: "best", of: 3, tooLate: true }, "Es ist der beste von 3, und als noch etwas gezählt hätte, wurde nichts abgegeben."],
  [{ what: "not better", than: 2, equal: false }, "Versuch 2 ergibt mehr."],
  [{ what: "not better", than: 1, equal: true }, "Versuch 1 ergibt genauso viel."],
  [{ what: "not by the rule", rule: "first", than: 1 }, "Versuch 1 ist der erste."],
])("%j", (reason, sentence) => {
  expect(policy.reason(reason)).toBe(sentence);
}); // prettier-ignore

test("a time is that of the policy's zone", () => {
  // In May Berlin is two hours ahead of UTC.
  expect(policy.moment({ inWords: "the end of 2026-05-12 (Europe/Berlin)", at: "2026-05-12T21:59:59.999Z", zone: "Europe/Berlin" })).toBe("12. Mai 2026 um 23:59 (Europe/Berlin)"); // prettier-ignore
});
