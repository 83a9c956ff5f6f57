/** Wörter der Seite mit dem Änderungsprotokoll: wer was wann geändert hat, und warum. */
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

const { counted, number } = writingOf("de");

export const audit: Texts["audit"] = {
  title: "Änderungsprotokoll",
  skip: "Zu den Änderungen springen",
  none: "Bisher ist nichts geschehen.",
  summary: (changes, from, to) =>
    `${counted(changes, "Änderung", "Änderungen")} ${from === to ? `am ${from}` : `vom ${from} bis zum ${to}`}. Die neuesten stehen oben; alle Zeiten in UTC.`,
  cut: (shown) =>
    `Gezeigt werden die letzten ${number(shown)}. Die übrigen stehen in store.sqlite, in der Tabelle „event“.`,
  show: "Zeigen",
  all: "Alles",
  search: "Abgabe, Person oder Kommentar suchen",
  foundOne: "1 Eintrag wird gezeigt",
  foundMany: "# Einträge werden gezeigt",
  kinds: {
    graded: "Bewertet",
    regraded: "Neubewertung vorgeschlagen",
    applied: "Neubewertung übernommen",
    dropped: "Neubewertung verworfen",
    marked: "Punkte von Hand",
    other: "Sonstiges",
  },
  by: "von",
  whole: "Das Ganze",
  change: (before, now) => `${before} → ${now}`,
  proposed: (points) => `hätte ${points}`,
  dropped: (submissions) =>
    `Verworfen: was ${counted(submissions, "Abgabe", "Abgaben")} bekommen hätte${submissions === 1 ? "" : "n"}. Die Noten blieben, wie sie waren.`,
  setTo: (points) => `auf ${counted(points, "Punkt", "Punkte")} gesetzt`,
  added: (points) => `${points} Punkte`,
  instead: (what) => `statt: ${what}`,
  folded: {
    graded: (submissions) => `${submissions} bewertet`,
    regraded: (submissions) => `${submissions} neu bewertet, als Vorschlag`,
    applied: (submissions) => `${submissions} geändert`,
  },
  gained: (count) => `${number(count)} mit mehr Punkten`,
  lost: (count) => `${number(count)} mit weniger`,
  same: (count) => `${number(count)} unverändert`,
  submission: "Abgabe",
  points: "Punkte",
};
