/** Wörter, die mehrere Berichte brauchen: die Seiten ebenso wie die Formate für Terminal und andere Programme. */
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

type Common = Texts["common"];

const { counted, number } = writingOf("de");

export const points = (count: number): string => counted(count, "Punkt", "Punkte");
export const submissions = (count: number): string => counted(count, "Abgabe", "Abgaben");
export const exercises = (count: number): string => counted(count, "Aufgabe", "Aufgaben");
export const checks = (count: number): string => counted(count, "Prüfung", "Prüfungen");
export const pointsOf = (earned: number, maximum: number): string =>
  `${number(earned)} von ${counted(maximum, "Punkt", "Punkten")}`;
export const noPoints: string = "keine Punkte";
export const line = (line: number): string => `Zeile ${line}`;
export const undecided = (what: string): string => `${what} nicht bewertet`;

export const outside: string = "Die Punkte dafür zählen nicht mit; verloren sind sie nicht.";

const ours = `Das liegt am Prüfprogramm, nicht an dir. ${outside}`;

export const exerciseStatus: Common["exerciseStatus"] = {
  passed: { word: "bestanden", meaning: "" },
  failed: { word: "noch nicht richtig", meaning: "" },
  "not started": { word: "nicht begonnen", meaning: "Die Datei ist noch die Vorlage." },
  missing: { word: "fehlt", meaning: "" },
  broken: { word: "nicht ladbar", meaning: "Die Datei ließ sich nicht laden, also konnte nichts geprüft werden." },
  "not graded": { word: "nicht bewertet", meaning: ours },
};

export const checkStatus: Common["checkStatus"] = {
  pass: { word: "bestanden", meaning: "" },
  fail: { word: "falsche Antwort", meaning: "" },
  error: { word: "abgebrochen", meaning: "" },
  skipped: {
    word: "übersprungen",
    meaning: "Worauf diese Prüfung aufbaut, ist noch nicht bestanden. Bring das zuerst in Ordnung.",
  },
  inconclusive: { word: "nicht entscheidbar", meaning: outside },
  "not graded": { word: "nicht bewertet", meaning: ours },
};

export const withheld: Common["withheld"] = {
  fails: {
    visible: "Diese Prüfung scheitert an Eingaben, die noch nicht gezeigt werden.",
    hidden: "Diese Prüfung scheitert an Eingaben, die nicht gezeigt werden.",
    "after-due": "Diese Prüfung scheitert an Eingaben, die nach dem Abgabetermin gezeigt werden.",
  },
  unwritten: "Was diese Prüfung aufruft, ist noch nicht geschrieben.",
  broke: {
    missing: "Die Datei fehlt.",
    "not-a-file": "Die Datei ließ sich nicht lesen.",
    archive: "Das Archiv ließ sich nicht lesen.",
    "too-large": "Die Datei ist zu groß.",
    "not-text": "Die Datei ist kein Text.",
    syntax: "Die Datei ist kein TypeScript.",
    "unsupported-typescript": "Die Datei enthält TypeScript, das sich nicht ausführen lässt.",
    import: "Die Datei importiert, was sie nicht darf.",
    "missing-export": "Die Datei exportiert nicht, was diese Prüfung aufruft.",
    threw: "Bei einer Eingabe, die nicht gezeigt wird, wirft der Code einen Fehler.",
    "timed-out": "Bei einer Eingabe, die nicht gezeigt wird, braucht der Code zu lange und wird abgebrochen.",
    "never-settles": "Bei einer Eingabe, die nicht gezeigt wird, gibt der Code ein Promise zurück, das nie endet.",
    "out-of-memory":
      "Bei einer Eingabe, die nicht gezeigt wird, braucht der Code zu viel Speicher und wird abgebrochen.",
    "too-much-output": "Bei einer Eingabe, die nicht gezeigt wird, gibt der Code einen zu großen Wert zurück.",
    "not-data": "Bei einer Eingabe, die nicht gezeigt wird, gibt der Code etwas zurück, das keine Daten sind.",
    exited: "Bei einer Eingabe, die nicht gezeigt wird, beendet der Code den Prozess, in dem er läuft.",
    grader: "Das Prüfprogramm konnte diese Prüfung nicht ausführen.",
  },
  console:
    "Die Ausgaben werden nicht gezeigt, weil an diesem Code auch Prüfungen liefen, deren Eingaben verborgen sind.",
};

export const devices: Common["devices"] = {
  decided: (name) => `Bewertet auf ${name}.`,
  other: (name, earned, maximum) => `${name} (${pointsOf(earned, maximum)})`,
  agree: (others) => `Lief außerdem auf ${others}.`,
  differ: (others) =>
    `Lief außerdem auf ${others}. Das kostet nichts, zeigt aber, worin sich die Geräte unterscheiden.`,
};

export const isolation: Common["isolation"] = {
  tried: (probes) => `vor der Bewertung ${counted(probes, "Ausweg", "Auswege")} versucht`,
  none: "keiner stand offen",
  open: (ways) => `nach einem Ausbruch offen: ${ways}`,
};

export const off: Common["off"] = {
  entryAt: (at, off) => `Der Eintrag bei ${at} weicht um ${off} ab.`,
  result: (off) => `Das Ergebnis weicht um ${off} ab.`,
  entryAllowed: (at, allowed, off) => `Bei ${at} sind das ${allowed}, und der Eintrag weicht um ${off} ab.`,
  resultAllowed: (allowed, off) => `Hier sind das ${allowed}, und das Ergebnis weicht um ${off} ab.`,
};

export const wholeInput: string =
  "Die Eingabe ist zu lang, um sie zu zeigen. Um sie ganz zu sehen, gib die Argumente in deiner Funktion aus und wiederhole die Prüfung.";

export const since: Common["since"] = {
  title: "Seit dem letzten Versuch",
  regraded: "Seit der vorigen Bewertung",
  gained: (difference) => `${points(difference)} mehr als zuvor.`,
  lost: (difference) => `${points(difference)} weniger als zuvor.`,
  same: "So viele Punkte wie zuvor.",
  otherChecks: "Die Prüfungen haben sich seitdem geändert; nicht alles davon muss an deinem Code liegen.",
  more: (count) => `und ${number(count)} weitere`,
  newlyPassed: "Neu bestanden",
  newlyOpen: "Zuvor bestanden, jetzt nicht mehr",
};

export const next: Common["next"] = {
  title: "Wie es weitergeht",
  load: "Sorge dafür, dass sich die Datei laden lässt. Vorher kann nichts darin geprüft werden.",
  unblock: (waiting, worth) =>
    `Bring zuerst das in Ordnung: ${counted(waiting, "weitere Prüfung wartet", "weitere Prüfungen warten")} darauf, zusammen ${points(worth)} wert.`,
  mend: (worth) => `Bring das in Ordnung. Dafür gibt es ${points(worth)}.`,
  hand: (worth) => `Gib die Datei ab. Für die Aufgabe gibt es ${points(worth)}.`,
  begin: (worth) => `Fang damit an. Für die Aufgabe gibt es ${points(worth)}.`,
};
