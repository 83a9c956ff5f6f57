/** Deutsch. */
import type { Texts } from "../language.ts";
import * as common from "./common.ts";
import * as student from "./student.ts";
import { course } from "./course.ts";

export const texts: Texts = { common, course, student };
