/** Wörter der Seite, die Aufgaben und Prüfungen auswertet. */
import type { Texts } from "../language.ts";
import { writingOf } from "../writing.ts";

const { counted, number, percent } = writingOf("de");
const submissions = (count: number): string => counted(count, "Abgabe", "Abgaben");

export const itemsPage: Texts["itemsPage"] = {
  title: "Aufgaben und Prüfungen",
  titleOf: (assignment) => `${assignment}: Aufgaben und Prüfungen`,
  skip: "Zu den Aufgaben springen",
  back: "Zurück zur Klasse",
  summary: (exercises, checks, count) =>
    `${counted(exercises, "Aufgabe", "Aufgaben")} mit ${counted(checks, "Prüfung", "Prüfungen")}, und was ${submissions(count)} über sie sagen.`,
  none: "Es wurde keine Abgabe bewertet, also gibt es nichts auszuwerten.",
  nothing: "Noch hat keine Aufgabe Ergebnisse.",
  tooFew: (count, fewest) =>
    `Bei ${counted(count, "Abgabe", "Abgaben")} sagt kein Koeffizient etwas aus, deshalb wird keiner gezeigt, sondern erst ab ${number(fewest)}. Anteile und Fehler sind bei jeder Anzahl Tatsachen.`,
  few: (count) =>
    `${submissions(count)} sind wenige: Eine Trennschärfe kann allein durch Zufall um 0,2 bis 0,4 danebenliegen. Nimm sie als Hinweis, wo du hinsehen solltest, nicht als Befund.`,

  reliability: {
    title: "Wie verlässlich die Punkte sind",
    alpha: "Cronbachs α",
    standardError: "Standardmessfehler",
    points: (value) => `± ${counted(value, "Punkt", "Punkte")}`,
    good: (threshold) =>
      `Mindestens ${number(threshold)}: Die Aufgaben messen gut genug dasselbe, um danach zu ordnen.`,
    low: (threshold) =>
      `Unter ${number(threshold)}: Die Aufgaben messen Verschiedenes oder von einem zu wenig. Mach an kleinen Unterschieden keine Rangfolge fest.`,
    error: "Wessen Punkte sich um weniger unterscheiden, kann durchaus gleich gut sein.",
    none: "Lässt sich nicht angeben: Dazu braucht es zwei Aufgaben und Punkte, die sich unterscheiden.",
  },

  advice: {
    title: "Worauf du achten solltest",
    mend: "Prüfungen und Aufgaben zum Verbessern",
    teach: "Was noch einmal zu erklären ist",
    nothingToMend: "Keine Regel findet etwas zu verbessern.",
    nothingToTeach: "Keine Aufgabe ist für die meisten zu schwer, und kein Fehler ist häufig.",
    more: (count) => `${number(count)} weitere`,
    kinds: {
      suspect: (value) =>
        `bestehen Schwache häufiger als Starke (Trennschärfe ${value}). Probier sie an richtigem Code aus, der ungewöhnlich aussieht: Vielleicht weist sie eine richtige Antwort ab oder lässt eine häufige falsche durch.`,
      never: "besteht niemand, dessen Code lief. Sieh nach, ob sie verlangt, was der Text der Aufgabe sagt.",
      undecided: (count, of) =>
        `kam bei ${number(count)} von ${number(of)} zu keinem Urteil. Die Gründe stehen auf der Seite der Klasse.`,
      weak: (value) =>
        `trennt Starke kaum von Schwachen (beste 27 % gegen letzte 27 %: ${value}). Gib ihr schärfere Eingaben oder weniger Punkte.`,
      apart: (value) =>
        `geht einen anderen Weg als der Rest: Ohne sie wäre α ${value}. Bei einem eigenständigen Thema ist das in Ordnung; sonst sieh dir ihre Prüfungen an.`,
    },
    always: (count) => `${counted(count, "Prüfung", "Prüfungen")}, die alle bestehen, deren Code lief`,
    alwaysNote: "Über Unterschiede sagen sie nichts; sinnvoll können sie trotzdem sein.",
    hard: (share, tried, of) =>
      `ist schwer: im Mittel ${share} der Punkte; ${number(tried)} von ${number(of)} haben sie versucht. Geh sie noch einmal durch.`,
    mistake: (count, of) => `${number(count)} von ${number(of)} haben diesen Fehler gemacht:`,
    reread: "Formel zum Durchgehen:",
  },

  picture: {
    title: "Schwierigkeit und Trennschärfe",
    words:
      "Jede Aufgabe ist ein Punkt: rechts, was der Klasse leichtfällt; weiter oben, was Starke von Schwachen trennt. Die Zahlen stehen in der Tabelle darunter.",
    x: "Schwierigkeit: mittlerer Anteil der Punkte",
    y: "Trennschärfe",
    band: "unter 0,2 trennt eine Aufgabe kaum",
    dot: (title, difficulty, discrimination) => `${title}: Schwierigkeit ${difficulty}, Trennschärfe ${discrimination}`,
  },

  exercises: {
    title: "Aufgaben",
    note: "Eine Datei, die fehlt, unberührt ist oder sich nicht laden lässt, zählt wie in der Bewertung als 0. Was nicht bewertet werden konnte, bleibt außen vor.",
    exercise: "Aufgabe",
    points: "Punkte",
    count: "Abgaben",
    tried: "Versucht",
    undecided: "Nicht bewertet",
    difficulty: "Schwierigkeit",
    discrimination: "Trennschärfe",
    upperLower: "Beste − letzte 27 %",
    alphaWithout: "α ohne sie",
    more: "Prüfungen und Fehler",
  },

  checks: {
    title: "Prüfungen und Fehler, Aufgabe für Aufgabe",
    note: "Bei einer Prüfung zählen nur die Abgaben, über deren Code sie ein Urteil gefällt hat. Was übersprungen, unberührt oder nicht entschieden wurde, sagt nichts über die Prüfung.",
    check: "Prüfung",
    summary: (checks, mistakes) =>
      `${counted(checks, "Prüfung", "Prüfungen")}, ${counted(mistakes, "bekannter Fehler", "bekannte Fehler")} gesehen`,
    none: "Keine Prüfung kam zu einem Urteil.",
    flags: {
      suspect: "verdächtig",
      weak: "schwach",
      always: "alle bestehen",
      never: "niemand besteht",
      undecided: "oft unentschieden",
      apart: "abseits",
    },
  },

  mistakes: {
    title: "Fehler nach Häufigkeit",
    note: "Von denen, die die Aufgabe versucht haben: wer einen Fehler aus ihrer Sammlung gemacht hat, gleich in welcher Prüfung er sich zeigte.",
    count: (count, of) => `${number(count)} von ${number(of)}`,
    perhaps: (count) => `bei ${number(count)} davon lässt er sich nicht von einem anderen Fehler unterscheiden`,
    none: "Keiner der bekannten Fehler wurde gesehen.",
  },

  glossary: {
    title: "Was die Zahlen bedeuten",
    where: "Quelle",
    terms: {
      difficulty: {
        term: "Schwierigkeit (p)",
        text: "Der mittlere Anteil der Punkte in der Klasse: 1 ist leicht, 0 ist schwer. Zwischen 0,3 und 0,7 sagt eine Aufgabe am meisten über Unterschiede.",
        formula: "p = (1/n) Σ_i x_i / x_max",
        source: "Allen & Yen, Introduction to Measurement Theory (1979), S. 121",
      },
      discrimination: {
        term: "Trennschärfe (korrigiert)",
        text: "Wie weit die, die im Rest gut sind, auch hier gut sind: die Korrelation ihres Anteils mit dem Anteil an allen anderen Punkten. Bei einer Prüfung, die man besteht oder nicht, ist das die punktbiseriale Korrelation. Sie selbst bleibt beim Rest außen vor, sonst korrelierte sie mit sich selbst. Unter 0 schneiden die Schwachen besser ab, und das ist verdächtig.",
        formula: "r = cov(x, X − x) / (s_x · s_{X−x})",
        source: "Henrysson, Correction of item-total correlations in item analysis, Psychometrika 28 (1963)",
      },
      upperLower: {
        term: "Beste − letzte 27 %",
        text: "Der mittlere Anteil der besten 27 % der Klasse minus den der letzten 27 %. Wer an einer Grenze gleichauf liegt, teilt sich deren Plätze. Ab 0,4 sehr gut, ab 0,3 gut, ab 0,2 mäßig, darunter schlecht.",
        formula: "D = p_oben − p_unten",
        source:
          "Kelley, The selection of upper and lower groups for the validation of test items, Journal of Educational Psychology 30 (1939); Stufen: Ebel & Frisbie, Essentials of Educational Measurement, 5. Auflage (1991), S. 232",
      },
      alpha: {
        term: "Cronbachs α",
        text: "Wie weit die Aufgaben zusammengehen, aus den Varianzen ihrer Punkte; k ist ihre Anzahl. Für Aufgaben mit 0 oder 1 Punkt ist es KR-20. Was nicht bewertet wurde, bleibt Paar für Paar außen vor. 0,7 ist der übliche Mindestwert.",
        formula: "α = k/(k−1) · (1 − Σ_i s_i^2 / s_X^2)",
        source:
          "Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951); Kuder & Richardson (1937); 0,7: Nunnally, Psychometric Theory, 2. Auflage (1978), S. 245",
      },
      alphaWithout: {
        term: "α ohne sie",
        text: "Wie groß α ohne diese Aufgabe wäre. Steigt es, dann misst die Aufgabe etwas anderes, oder sie misst schlecht.",
        formula: "",
        source: "Nunnally & Bernstein, Psychometric Theory, 3. Auflage (1994), Kapitel 8",
      },
      standardError: {
        term: "Standardmessfehler",
        text: "Wie stark die Punkte einer Person bei gleichartigen Aufgaben durch Zufall schwanken würden, eine Standardabweichung.",
        formula: "SEM = s_X √(1 − α)",
        source: "Lord & Novick, Statistical Theories of Mental Test Scores (1968), Kapitel 3",
      },
      smallClasses: {
        term: "Kleine Klassen",
        text: "Der Standardfehler einer Korrelation nahe 0 ist etwa 1/√(n − 3): 0,38 bei 10 Abgaben, so breit wie alle Stufen zusammen, und 0,19 bei 30. Unter 10 wird keine gezeigt, unter 30 mit einer Warnung.",
        formula: "SE = 1/√(n − 3)",
        source: "Fisher, On the probable error of a coefficient of correlation, Metron 1 (1921)",
      },
      rules: {
        term: "Regeln der Hinweise",
        text: `Ein Fehler ist häufig ab ${percent(0.2)} derer, die es versucht haben, und drei Personen; eine Prüfung ist oft unentschieden ab ${percent(0.05)}; eine Aufgabe steht abseits, wenn α ohne sie um 0,01 steigt; dass Schwache eine Prüfung häufiger bestehen, steht nur da, wo der Zufall das höchstens einmal in zwanzig Fällen täte, und dass sie kaum trennt, wo zwischen 10 % und 90 % von mindestens 30 sie bestehen. Diese sind Setzungen dieser Seite.`,
        formula: "",
        source: "",
      },
    },
  },
};
