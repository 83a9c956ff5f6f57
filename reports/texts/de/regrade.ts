/** Wörter der Seite einer Neubewertung: wer sich ändert, um wie viel, durch welche Prüfungen, und was entschieden wurde. */
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

const { counted, number } = writingOf("de");

export const regrade: Texts["regrade"] = {
  title: "Neubewertung",
  skip: "Zu den Abgaben springen",
  summary: (submissions) =>
    `${counted(submissions, "Abgabe", "Abgaben")} mit den heutigen Spezifikationen neu bewertet.`,
  pending: "Vorgeschlagen. Nichts davon zählt, bevor es übernommen wird.",
  applied: (who, at) => `Übernommen von ${who} am ${at}. Es zählen die Punkte danach.`,
  dropped: (who, at) => `Verworfen von ${who} am ${at}. Es zählen die Punkte davor.`,
  figures: {
    gain: "gewinnen Punkte",
    lose: "verlieren Punkte",
    same: "behalten ihre Punkte, aber eine Prüfung ändert sich",
    unchanged: "bleiben, wie sie sind",
  },
  spreadTitle: "Um wie viel",
  change: "Änderung",
  submissions: "Abgaben",
  range: (from, to) => `${from} bis ${to}`,
  checksTitle: "Nach Prüfung",
  checksNote: "Wie viele Abgaben durch welche Prüfung Punkte gewinnen oder verlieren; oben die mit den meisten.",
  check: "Prüfung",
  exercise: "Aufgabe",
  gain: "Gewinne",
  lose: "Verluste",
  same: "Gleiche Punkte",
  rowsTitle: "Nach Abgabe",
  rowsNote: "Verluste zuerst, der größte oben.",
  none: "Alle Prüfungen gingen aus wie zuvor.",
  show: "Zeigen",
  all: "Alle",
  submission: "Abgabe",
  before: "Davor",
  after: "Danach",
  checks: "Prüfungen, die anders ausgehen",
  byHand: "Von Hand vergebene Punkte bleiben.",
  absent: "nicht vorhanden",
  outcome: (word, points, maximum) => `${word} (${number(points)} von ${number(maximum)})`,
  more: (checks) =>
    `und ${counted(checks, "weitere Prüfung", "weitere Prüfungen")}; alle mit: gradecheck regrade --json`,
};
