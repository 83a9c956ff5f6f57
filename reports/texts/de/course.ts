/** Wörter der Seite über den Kurs: was er enthält und was seine Prüfungen wert sind. */
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

const { counted } = writingOf("de");

export const course: Texts["course"] = {
  title: "Der Kurs, und was seine Noten wert sind",
  skip: "Zu den Aufgaben springen",
  why: "Warum man diesen Noten trauen kann",
  lead: "Eine Note ist so viel wert wie die Prüfungen, auf denen sie beruht. Deshalb werden auch die Prüfungen geprüft: an Code, der nachweislich falsch ist, an Code, der nachweislich richtig ist, und an kleinen Änderungen der Referenz. Was dabei herauskam, steht hier Aufgabe für Aufgabe.",
  honesty:
    "Jede Zahl gilt für die Version, mit der sie gemessen wurde. Haben sich Aufgabe, Referenz oder Bewertung seither geändert, steht „frühere Version“ dabei; wurde noch nicht gemessen, steht auch das da.",
  again: "Neu gemessen wird mit",
  summary: (exercises, units, points, checks) =>
    `${counted(exercises, "Aufgabe", "Aufgaben")} in ${counted(units, "Kapitel", "Kapiteln")}, mit ${counted(checks, "Prüfung", "Prüfungen")} für ${counted(points, "Punkt", "Punkte")}.`,
  reasons: {
    caught: {
      title: "Bekannte Fehler werden erkannt",
      text: "Zu jeder Aufgabe gibt es eine Liste typischer Fehler. Jeder davon wird wie eine Abgabe bewertet und muss Punkte verlieren.",
      link: "Was ein bekannter Fehler ist",
    },
    falseAlarms: {
      title: "Richtiger Code wird nicht abgelehnt",
      text: "Die Referenz und andere richtige Implementierungen werden mit vielen Seeds bewertet. So oft hat eine von ihnen einen Punkt verloren.",
      link: "Was ein Fehlalarm ist",
    },
    mutation: {
      title: "Kleine Änderungen fallen auf",
      text: "Die Referenz wird immer wieder an einer Stelle geändert: < statt ≤, Mittelwert statt Summe. So viele dieser Änderungen kosten Punkte.",
      link: "Was der Mutation Score ist",
    },
    origins: {
      title: "Die Antworten kommen von außen",
      text: "So viele Testfälle haben ihre Antwort aus einer anderen Bibliothek oder einer Veröffentlichung. Die übrigen sind von Hand gerechnet; keine stammt aus der Referenz.",
      link: "Woher die erwarteten Antworten kommen",
    },
  },
  outOf: (count, of) => `${count} von ${of}`,
  nothingMeasured: "Nicht gemessen",
  coverage: (current, earlier, none) =>
    [
      ...(current > 0 ? [`${counted(current, "Aufgabe", "Aufgaben")} im heutigen Stand gemessen`] : []),
      ...(earlier > 0 ? [`${counted(earlier, "Aufgabe", "Aufgaben")} mit einer früheren Version gemessen`] : []),
      ...(none > 0 ? [`${counted(none, "Aufgabe", "Aufgaben")} nicht gemessen`] : []),
    ].join("; "),
  originsTitle: "Woher die erwarteten Antworten kommen",
  originsNote: (cases) =>
    `Von ${cases} Testfällen insgesamt. Jeder zählt einmal, für das, was seine Quelle zuerst nennt.`,
  origins: {
    PyTorch: "PyTorch",
    JAX: "JAX, Flax, Optax",
    TensorFlow: "TensorFlow, Keras",
    "scikit-learn": "scikit-learn",
    "NumPy and SciPy": "NumPy, SciPy",
    ONNX: "ONNX",
    "other libraries": "Andere Bibliotheken",
    published: "Veröffentlichte Tabellen und Artikel",
    "by hand": "Nach der Definition von Hand gerechnet",
    refusal: "Eingaben, die abzulehnen sind",
  },
  originsInShort: {
    PyTorch: "PyTorch",
    JAX: "JAX",
    TensorFlow: "TensorFlow",
    "scikit-learn": "scikit-learn",
    "NumPy and SciPy": "NumPy, SciPy",
    ONNX: "ONNX",
    "other libraries": "andere Bibliotheken",
    published: "Veröffentlichungen",
    "by hand": "von Hand gerechnet",
    refusal: "abzulehnen",
  },
  originsHead: { origin: "Herkunft", cases: "Testfälle", share: "Anteil" },
  unitsTitle: "Kapitel",
  unitSummary: (exercises, points) =>
    `${counted(exercises, "Aufgabe", "Aufgaben")}, ${counted(points, "Punkt", "Punkte")}`,
  head: {
    exercise: "Aufgabe",
    points: "Punkte",
    checks: "Prüfungen",
    origins: "Antworten aus",
    caught: "Erkannte Fehler",
    falseAlarms: "Fehlalarme",
    mutation: "Mutation Score",
  },
  kinds: {
    cases: (count) => `${count} mit Testfällen`,
    matches: (count) => `${count} gegen die Referenz`,
    gradient: (count) => counted(count, "Gradient", "Gradienten"),
    property: (count) => counted(count, "Gesetz", "Gesetze"),
  },
  noCases: "Keine Testfälle mit festen Antworten",
  earlier: "frühere Version",
  none: "nicht gemessen",
  listedNow: (count) => `heute sind ${count} gelistet`,
  implementations: (count) => counted(count, "richtige Implementierung", "richtige Implementierungen"),
  rulesTitle: "Die Gradientenprüfung neben anderen Regeln",
  rulesNote: (functions, wrong) =>
    `${functions} Funktionen, die sich durch Differenzen schwer ableiten lassen, und ${wrong} falsche Gradienten davon. Alle Regeln bekommen dieselben Eingaben. In Klammern: das 95-%-Intervall.`,
  rulesHead: {
    rule: "Regel",
    refused: "Abgelehnte richtige Gradienten",
    caught: "Erkannte falsche Gradienten",
  },
  interval: (share, low, high) => `${share} [${low} bis ${high}]`,
  wordsTitle: "Was die Wörter bedeuten",
  words: {
    caught: {
      term: "Bekannter Fehler",
      text: "Eine falsche Variante der Referenz, wie sie wirklich geschrieben wird, etwa ein Gradient ohne den Mittelwert. Sie ist erkannt, wenn mindestens eine Prüfung ihr Punkte abzieht. Kommen bei einer Abgabe dieselben Zahlen heraus, sagt der Bericht, wonach sie aussehen.",
    },
    falseAlarms: {
      term: "Fehlalarm",
      text: "Code, der nachweislich richtig ist, verliert einen Punkt: die Referenz oder eine Implementierung, die auf anderem Weg zur selben Antwort kommt. Bewertet wird mit vielen Seeds, denn die Eingaben werden gezogen.",
    },
    mutation: {
      term: "Mutation Score",
      text: "Der Anteil der kleinen Änderungen an der Referenz, die eine Prüfung bemerkt. Änderungen, die keine Eingabe vom Original unterscheiden kann, sind einzeln begründet und zählen nicht mit. Abgerundet.",
    },
    origins: {
      term: "Erwartete Antwort",
      text: "Womit ein Testfall die Antwort einer Abgabe vergleicht. Sie kommt aus einer Bibliothek mit Versionsangabe, aus einer Veröffentlichung oder ist nach der Definition von Hand gerechnet. Wo eine Eingabe abzulehnen ist, sagt das der Kommentar der Funktion.",
    },
    checks: {
      term: "Arten von Prüfungen",
      text: "Mit Testfällen: feste Eingaben mit festen Antworten. Gegen die Referenz: gezogene Eingaben, dieselbe Antwort wie die Referenz bis auf Rundung. Gradient: verglichen mit Differenzen des Vorwärtsschritts. Gesetz: was für jede Eingabe gelten muss, etwa dass Zeilen sich zu eins summieren.",
    },
    version: {
      term: "Frühere Version",
      text: "Jede Zahl wird mit einem Hash von allem aufbewahrt, was sie bestimmt: Spezifikation, Referenz, Eingaben und der bewertende Code. Ist der Hash heute ein anderer, wird die Zahl gezeigt und so benannt.",
    },
  },
};
