/** Wörter der Seite für eine Klasse. */
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

const { counted, number } = writingOf("de");
const submissions = (count: number): string => counted(count, "Abgabe", "Abgaben");

export const classPage: Texts["classPage"] = {
  title: "Überblick über die Klasse",
  skip: "Zu den Studierenden springen",
  none: "Es wurde keine Abgabe bewertet.",
  nothing: "Noch ist niemand zu zeigen. Bewerte einen Ordner mit Abgaben, dann steht die Klasse hier.",
  summary: (count, exercises) => `${submissions(count)} zu ${counted(exercises, "Aufgabe", "Aufgaben")}.`,
  items: "Aufgaben und Prüfungen: was zu verbessern und was noch einmal zu erklären ist",
  gradebook: "Notenliste als CSV",
  audit: "Wer wann was geändert hat",

  glance: {
    title: "Auf einen Blick",
    median: "Median",
    middle: (low, high) => `mittlere Hälfte von ${low} bis ${high}`,
    full: "Alle Punkte",
    low: "Weniger als die Hälfte der Punkte",
    late: "Verspätet",
    missing: "Nichts abgegeben",
    open: "Nicht vollständig bewertet",
    similar: "Ähnlicher Code",
    groups: "Gruppen von Abgaben",
    unmatched: "Nicht zugeordnet",
    time: "Zeit für eine Bewertung",
    slowest: (seconds) => `am längsten ${seconds},`,
    seconds: (value) => `${number(value)} s`,
    of: (count) => `von ${number(count)}`,
  },

  spread: {
    title: "Verteilung",
    picture: "Wie viele Abgaben welchen Anteil der Punkte haben",
    caption:
      "Abgaben nach Anteil der Punkte. Das Band darunter umfasst die mittlere Hälfte, der Strich darin ist der Median.",
    captionWithoutBand: "Abgaben nach Anteil der Punkte.",
    bar: (from, to, count) => `${from} bis ${to}: ${submissions(count)}`,
    median: (share) => `Median ${share}`,
    quartiles: (low, high) => `Quartile ${low} und ${high}`,
  },

  students: {
    title: "Studierende",
    note: "In der Reihenfolge ihrer Namen. In den Feldern der Kapitel steht der Anteil der Punkte.",
    noteMarks: (maximum) => `Die Noten folgen den Regeln der Klasse; für alles gibt es ${number(maximum)}.`,
    name: "Name",
    section: "Gruppe",
    points: "Punkte",
    mark: "Note",
    exercises: "Aufgaben",
    remarks: "Bemerkungen",
    time: "Zeit",
    attempt: (attempt) => `${attempt}. Versuch`,
    doesNotCount: "es zählt ein anderer Versuch",
    pending: "noch offen",
    notGraded: "nicht bewertet",
    nothing: "Hat nichts abgegeben.",
    late: "Verspätet",
    absent: "nicht Teil dieser Bewertung",
    open: (what) => `Nicht bewertet, ohne eigenes Verschulden: ${what}.`,
    listedMissing: (names) => `Fehlt: ${names}.`,
    listedBroken: (names) => `Nicht ladbar: ${names}.`,
    more: (count) => `${count} weitere`,
  },

  controls: {
    label: "Studierende filtern",
    text: "Suchen",
    textHint: "Name, Aufgabe, Bemerkung",
    section: "Gruppe",
    everySection: "alle Gruppen",
    state: "Stand",
    states: {
      all: "alle",
      low: "weniger als die Hälfte der Punkte",
      late: "verspätet",
      missing: "mit fehlenden Aufgaben",
      open: "nicht vollständig bewertet",
    },
    shown: "{shown} von {total} werden gezeigt.",
    sorted: "Sortiert nach {column}, {direction}.",
    ascending: "aufsteigend",
    descending: "absteigend",
    reset: "Alle zeigen",
  },

  map: {
    title: "Jede Aufgabe bei allen",
    titleOf: (title) => `${title}: jede Aufgabe bei allen`,
    titleOfUnits: "Jedes Kapitel bei allen",
    skip: "Zur Karte springen",
    back: "Zurück zur Klasse",
    byExercise: (exercises) => `Alle ${counted(exercises, "Aufgabe", "Aufgaben")} einzeln zeigt eine eigene Seite.`,
    summary: (students, exercises) =>
      `Karte von ${counted(students, "Person", "Personen")} und ${counted(exercises, "Aufgabe", "Aufgaben")}`,
    summaryOfUnits: (students, units) =>
      `Karte von ${counted(students, "Person", "Personen")} und ${counted(units, "Kapitel", "Kapiteln")}`,
    note: "Eine Zahl ist der Anteil der Punkte einer Aufgabe in Prozent; je kräftiger das Feld, desto mehr. Die Zeichen:",
    noteOfUnits:
      "Eine Zahl ist der Anteil der Punkte eines Kapitels in Prozent; je kräftiger das Feld, desto mehr. Ein Zeichen gilt für jede Aufgabe des Kapitels:",
    jump: "Springen zu",
    from: (first, last) => `Von ${first} bis ${last}`,
    range: (first, last) => `${number(first)}–${number(last)}`,
    student: "Name",
    mean: "Mittelwert",
    absent: "nicht Teil dieser Bewertung",
    signs: {
      passed: "alle Punkte",
      missing: "fehlt",
      "not started": "nicht begonnen",
      broken: "nicht ladbar",
      "not graded": "nicht bewertet",
    },
  },

  late: {
    title: "Verspätetes und Fehlendes",
    late: "Verspätet",
    who: "Name",
    when: "Abgegeben (UTC)",
    consequence: "Was daraus folgt",
    extension: "Verlängert bis",
    noPolicy: "Die Plattform meldet die Abgabe als verspätet. Es gibt keine Regel, die sagt, was daraus folgt.",
    missing: (count) => `Nichts abgegeben: ${counted(count, "Person", "Personen")}`,
    extensions: "Verlängerungen derer, die nicht verspätet sind",
  },

  open: {
    title: "Nicht bewertet",
    note: "Was sich nicht entscheiden ließ, bleibt außerhalb der Punkte: weder gewonnen noch verloren. Eine neue Bewertung versucht es noch einmal.",
    reason: "Grund",
    what: "Aufgabe und Prüfung",
    whole: "die ganze Aufgabe",
    who: "Abgaben",
    more: (count) => `und ${number(count)} weitere`,
  },

  similar: {
    title: "Ähnlicher Code",
    note: "Diese Gruppen haben ungewöhnlich viel Code gemeinsam, über die Vorlage hinaus und über das hinaus, was die meisten geschrieben haben. Das zeigt, wo du hinsehen solltest, nie aber, wer von wem abgeschrieben hat: Vielleicht haben sie mit demselben Buch gearbeitet, dieselbe Hilfe bekommen oder einfach dieselbe kurze Lösung gefunden. Manche Paare stehen durch Zufall hier, in einer großen Klasse mehr; in einer kleinen wirkt alles selten, was zwei gemeinsam haben. Wer zuerst geschrieben hat, ist nicht zu erkennen, und wer nicht aufgeführt ist, kann trotzdem abgeschrieben haben. Lies beide Abgaben, bevor du etwas daraus schließt, und hör die Beteiligten an.",
    tool: (name, threshold) =>
      `Verglichen mit ${name}. Aufgeführt sind Paare, die ${threshold} oder mehr gemeinsam haben.`,
    none: "Kein Paar von Abgaben ist sich ungewöhnlich ähnlich.",
    group: (count) => submissions(count),
    pair: "Paar",
    share: "Gemeinsam",
    longest: "Längstes gemeinsames Stück",
    stretch: (lines, first, second) => `${counted(lines, "Zeile", "Zeilen")}, ab Zeile ${first} und ab Zeile ${second}`,
    usual: (share) => `In dieser Aufgabe hat die Hälfte der Klasse mit niemandem mehr als ${share} gemeinsam.`,
    reference: (share) =>
      `Mit der Referenz haben sie ${share} gemeinsam: Je näher das an 100 % liegt, desto wahrscheinlicher ist eine gemeinsame Quelle, etwa ein Lehrbuch.`,
    morePairs: (count) => `${counted(count, "weiteres Paar", "weitere Paare")}, weniger ähnlich.`,
    tooShort: "Zu kurz für einen Vergleich",
    tooShortNote: (exercise, count) => `${exercise} (${submissions(count)})`,
    unread: "Nicht oder nur unsicher verglichen",
  },

  unmatched: {
    title: "Nicht zugeordnet",
    note: "Was sich bei der Annahme nicht zuordnen ließ. Nichts davon wurde stillschweigend verworfen.",
    kinds: {
      submissionsWithoutPerson: "Abgaben von niemandem auf der Teilnehmerliste; trotzdem bewertet",
      severalPeople: "Abgaben, die zu mehreren auf der Teilnehmerliste passen und niemandem zugeordnet wurden",
      severalSubmissions: "Personen mit mehreren Abgaben, die nicht Versuche derselben sind",
      ambiguousFiles: "Aufgaben, für die mehrere Dateien gemeint sein könnten",
      filesOfNoExercise: "Dateien, deren Name keine Aufgabe ist, wo eine Aufgabe fehlt",
      filesOfNobody: "Dateien, die zu keiner Abgabe gehören",
      unread: "Dateien, die nicht gelesen wurden",
      repositories: "Repositorys, die sich nicht abrufen ließen",
      lines: "Zeilen der Teilnehmerliste oder der Liste der Repositorys, die sich nicht verstehen ließen",
    },
    more: (count) => `${number(count)} weitere stehen in intake.json.`,
  },

  foot: {
    title: "Wie bewertet wurde",
    isolation: "Isolierung",
    isolationOf: (text, count) => `${text} (${submissions(count)})`,
    versions: "Versionen",
    version: (grader, node) => `gradecheck ${grader}, Node ${node}`,
    time: "Zeit",
    timeText: (median, slowest, count) =>
      `Median ${median}, am längsten ${slowest}, bei ${submissions(count)}; nach der Uhr, während andere daneben bewertet wurden`,
  },
};
