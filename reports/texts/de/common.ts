/** Wörter, die mehrere Seiten brauchen. */
import { writingOf } from "../writing.ts";

const { counted } = writingOf("de");

export const points = (count: number): string => counted(count, "Punkt", "Punkte");
export const submissions = (count: number): string => counted(count, "Abgabe", "Abgaben");
export const exercises = (count: number): string => counted(count, "Aufgabe", "Aufgaben");
