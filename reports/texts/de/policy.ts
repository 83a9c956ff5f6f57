/** Sätze über Noten, die aus den Regeln der Klasse folgen. */
import type { Reason } from "#graders/policy/choose.ts";
import type { LatenessFacts, Penalty, Span } from "#graders/policy/lateness-words.ts";
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

const { counted, date, number } = writingOf("de");
const share = (value: number): string => `${number(100 * value)}\u00A0%`;

const units = {
  day: ["Tag", "Tage"],
  hour: ["Stunde", "Stunden"],
  minute: ["Minute", "Minuten"],
  second: ["Sekunde", "Sekunden"],
} as const;
const startedUnits = {
  day: ["angebrochener Tag", "angebrochene Tage"],
  hour: ["angebrochene Stunde", "angebrochene Stunden"],
} as const;
const rules = { first: "erste", last: "letzte", best: "beste" } as const;

export const policy: Texts["policy"] = {
  lateness(facts) {
    switch (facts.what) {
      case "no due date":
        return "Es gibt keinen Abgabetermin.";
      case "in time":
        return "Rechtzeitig abgegeben.";
      case "in grace":
        return `${handedIn(facts.after)}, noch innerhalb der Nachfrist.`;
      case "closed":
        return `${handedIn(facts.after)}. Was nach ${facts.closed} abgegeben wird, zählt nicht mehr.`;
      case "late":
        return handedIn(facts.after) + costs(facts.penalty);
      case "unknown":
        return `${unknown(facts)}; die Abgabe zählt als rechtzeitig.`;
      case "covered":
        return `${unknown(facts)}, nur dass es verspätet war; mit der Verlängerung zählt die Abgabe als rechtzeitig.`;
      case "flagged":
        return `${unknown(facts)}, nur dass es verspätet war${costs(facts.penalty)}`;
    }
  },
  reason(reason) {
    switch (reason.what) {
      case "chosen":
        return chosen(reason);
      case "too late":
        return "Er kam, als nichts mehr zählte.";
      case "not graded":
        return "Nichts davon konnte bewertet werden.";
      case "not better":
        return `Versuch ${reason.than} ergibt ${reason.equal ? "genauso viel" : "mehr"}.`;
      case "not by the rule":
        return `Versuch ${reason.than} ist der ${rules[reason.rule]}.`;
    }
  },
  leftOut(reason, by) {
    switch (reason) {
      case "no maximum":
        return `Es konnte nicht bewertet werden, die höchste Punktzahl ist also nicht bekannt. Deshalb zählen die Punkte von ${by} noch nicht. Gib sie noch einmal mit „maximum“.`;
      case "no points":
        return "Dafür gibt es keine Punkte.";
      case "not graded":
        return "Es konnte nicht bewertet werden, ohne eigenes Verschulden.";
      case "no weight":
        return "Nach den Regeln hat es kein Gewicht.";
      case "to mark":
        return "Es muss noch von Hand bewertet werden.";
    }
  },
  moment: ({ at, zone }) => `${date(at, zone)} (${zone})`,
};

function named(count: number, [one, other]: readonly [string, string]): string {
  return counted(count, one, other);
}

function handedIn(after: Span): string {
  const span = after.map(({ count, unit }) => named(count, units[unit])).join(" ");
  return `${span === "" ? "Weniger als eine Sekunde" : span} nach dem Abgabetermin abgegeben`;
}

function unknown({ given }: Extract<LatenessFacts, { readonly given?: string }>): string {
  const head = "Wann abgegeben wurde, ist nicht bekannt";
  return given === undefined ? head : `${head} (${JSON.stringify(given)} ist keine Zeit mit Zeitzone)`;
}

function costs(penalty: Penalty | null): string {
  if (!penalty) return "; das kostet nichts.";
  const { started, per, each, most, counts } = penalty;
  const atMost = most === undefined ? "" : `, höchstens ${share(most)}`;
  return `: ${named(started, startedUnits[per])} ${started === 1 ? "zu" : "zu je"} ${share(each)}${atMost}, also zählen ${share(counts)} der Punkte.`;
}

function chosen({ rule, of, tooLate }: Extract<Reason, { readonly what: "chosen" }>): string {
  const alone = of === 1 ? "Es ist der einzige" : `Es ist der ${rules[rule]} von ${number(of)}`;
  return tooLate ? `${alone}, und als noch etwas gezählt hätte, wurde nichts abgegeben.` : `${alone}.`;
}
