/** Wörter der Seite, die Studierende lesen. */
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

type Student = Texts["student"];

const { counted, number } = writingOf("de");

const rows = (count: number): string => counted(count, "Zeile", "Zeilen");

export const words: Student["words"] = {
  skip: "Zu den Aufgaben springen",
  instructor: "Exemplar für Lehrende: Es zeigt verborgene Prüfungen vollständig.",
  whole: "Zur ganzen Abgabe:",
  overview: "Woher die Punkte kommen",
  key: "Legende",
  notStarted: "Nicht begonnen",
  printed: "Was dein Code ausgegeben hat",
  tryAgain: "Noch einmal prüfen mit",
  at: "Bei",
  call: "Aufruf",
  inputToPaste: "Eingabe, die es zeigt, zum Einfügen",
  input: "Eingabe, die es zeigt",
  differs: "weicht ab",
  boxed: "Umrandete Einträge weichen ab.",
  differences: "Abweichungen",
  columnAt: "bei",
  columnExpected: "erwartet",
  columnActual: "erhalten",
  columnDifference: "Abweichung",
  columnAllowed: "erlaubt",
  theValue: "der Wert",
  expected: "Erwartet",
  actual: "Dein Code gibt zurück",
  allowed: "Erlaubter Fehler",
  looksLike: "Es sieht aus wie",
  orLike: "Oder wie",
  reread: "Lies noch einmal",
  known: "Was sich sagen lässt",
  hint: "Tipp",
  replay: "Wiederholen mit",
  source: "Erwarteter Wert aus",
  yourCode: "Dein Code",
  yourCodeAgain: "Dein Code, wie oben gezeigt",
  brokeHere: "hier ist er abgebrochen:",
  howGraded: "Wie bewertet wurde",
  files: "Gelesene Dateien",
  sameReport: "Dieselbe Abgabe, dieselben Prüfungen und derselbe Startwert ergeben denselben Bericht.",
  isolation: "Abschottung",
  limits: "Grenzen",
  seed: "Startwert",
  versions: "Versionen",
};

export const score: Student["score"] = {
  of: (maximum) => `von ${counted(maximum, "Punkt", "Punkten")}`,
  none: "Es wurde keine Aufgabe bewertet.",
  counts: (exercises, counts) => `${exercises}: ${counts}.`,
  open: (what) =>
    `${what} nicht bewertet, ohne dass es an dir liegt. Davon ist nichts verloren: Es zählt im Ergebnis nicht mit.`,
  ofUnit: (earned, maximum) => `${number(earned)} von ${number(maximum)}`,
  ofUndecided: (maximum) => `– von ${number(maximum)}`,
};

export const names: Student["names"] = {
  exercisesOf: (unit) => `Aufgaben aus ${unit}`,
  otherChecks: (exercise) => `Weitere Prüfungen zu ${exercise}`,
  console: (exercise) => `Ausgaben von ${exercise}`,
};

export const lesson: Student["lesson"] = {
  inputs: (count) => counted(count, "Eingabe", "Eingaben"),
  folded: (lines) => `Eingabe, die es zeigt: ${lines} Zeilen TypeScript zum Einfügen`,
  asExpected: (parts) => `Wie erwartet: ${parts}.`,
  shape: (sizes) => `Shape [${sizes}]`,
  moreRows: (count) => counted(count, "weitere Zeile", "weitere Zeilen"),
  otherRows: (count) => counted(count, "andere Zeile", "andere Zeilen"),
  missingRows: (count) => `… und ${rows(count)}, die der Bericht nicht enthält`,
  lines: (from, to) => (from === to ? `Zeile ${from}` : `Zeilen ${from} bis ${to}`),
  moreLines: (count) => `${counted(count, "weitere Zeile", "weitere Zeilen")} davon`,
};

export const charts: Student["charts"] = {
  map: {
    title: "Wo es abweicht",
    name: (place) => (place === "" ? "Karte der Abweichungen" : `Karte der Abweichungen bei ${place}`),
    description: (wrong, all) =>
      `${number(wrong)} von ${counted(all, "Eintrag", "Einträgen")} ${wrong === 1 ? "weicht" : "weichen"} ab.`,
    legend: (largest) =>
      `Erhalten minus erwartet: + ist zu groß, − zu klein, leer ist richtig. Je dunkler, desto weiter daneben, höchstens ${largest}.`,
    noNumbers: "Wo ein Feld markiert ist, kam keine Zahl zurück.",
    rest: (count, differing) =>
      differing > 0
        ? `… und ${counted(count, "weitere Schicht", "weitere Schichten")}, von denen ${number(differing)} ${differing === 1 ? "abweicht" : "abweichen"}.`
        : `… und ${counted(count, "Schicht, die richtig ist", "Schichten, die richtig sind")}.`,
  },
  curve: {
    step: "Schritt",
    overArgument: (name) => `Über ${name}`,
    overSteps: "Über die Schritte",
    description: (wrong, all, { name, places, isAll }) =>
      `Erwartet und erhalten. ${number(wrong)} von ${counted(all, "Eintrag", "Einträgen")} ${wrong === 1 ? "weicht" : "weichen"} ab, bei ${name} = ${places}${isAll ? "" : " und weiteren"}.`,
    offScale: (count) => `${counted(count, "Pfeil steht", "Pfeile stehen")} für Werte weit außerhalb des Bildes.`,
    lost: (count) =>
      `${counted(count, "Eintrag ist keine endliche Zahl und lässt", "Einträge sind keine endlichen Zahlen und lassen")} sich nicht zeichnen.`,
  },
};

export const facts: Student["facts"] = {
  inForce: "In Kraft:",
  limits: (seconds, megabytes, characters) =>
    `${counted(seconds, "Sekunde", "Sekunden")} Rechenzeit, ${number(megabytes)} Megabyte Speicher, ${number(characters)} Zeichen Ausgabe`,
  versions: (grader, node, specs, format) => `gradecheck ${grader}, Node ${node}, Specs ${specs}, Format ${format}`,
};

export const mark: Student["mark"] = {
  title: "Deine Note",
  of: (maximum) => `von ${number(maximum)}`,
  states: {
    graded: "",
    pending: "Etwas muss noch von Hand bewertet werden:",
    "not graded": "Es gibt keine Note: Nichts konnte bewertet werden, ohne dass es an dir liegt.",
    missing: "Es gibt keine Note: Es wurde nichts abgegeben.",
  },
  soFar: (mark, maximum) => `Bisher sind es ${number(mark)} von ${number(maximum)}.`,
  otherCounts: "Für die Note zählt ein anderer Versuch. Dessen Seite zeigt, wie sie zustande kam.",
  steps: "Wie sie zustande kam",
  due: "Abgabetermin",
  extension: (before) => `verlängert; für alle anderen war es ${before}`,
  attempts: "Versuche",
  attempt: (number) => `Versuch ${number}`,
  counts: "zählt",
  gives: (mark) => `Er ergibt ${number(mark)}.`,
  parts: "Teile der Note",
  columnPart: "Teil",
  columnPoints: "Punkte",
  columnLate: "nach Verspätung",
  columnWeight: "Gewicht",
  columnAdds: "trägt bei",
  pointsOf: (points, maximum) => `${number(points)} von ${number(maximum)}`,
  automatic: (points, maximum) => `${number(points)} von ${number(maximum)} durch die Prüfungen.`,
  set: (who, points) => `${who} hat ${number(points)} festgelegt:`,
  added: (who, points) =>
    points < 0 ? `${who} hat ${number(-points)} abgezogen:` : `${who} hat ${number(points)} hinzugefügt:`,
  undecided: (count) =>
    count === 1
      ? "1 Punkt war nicht zu entscheiden und zählt nicht mit."
      : `${number(count)} Punkte waren nicht zu entscheiden und zählen nicht mit.`,
  toMark: "noch zu bewerten",
  dropped: "Gestrichen, weil die Note ohne sie höher ist.",
  leftOut: "Ausgelassen:",
  bonus: "Bonus",
  sum: "Summe der Teile",
  bonusSum: "Bonus",
  bonusCut: (cut) => `${number(cut)} über dem Höchsten, was ein Bonus beitragen darf, sind gekappt`,
  byHand: "Von Hand, für das Ganze",
  capped: (before) => `Gekappt: ${number(before)} ist mehr, als die Note sein kann`,
  rounded: (before) => `Gerundet von ${number(before)}`,
  notes: "Anzusehen",
};
