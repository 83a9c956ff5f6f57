/** English: the words of each page in a file of its own. */
import * as common from "./common.ts";
import * as student from "./student.ts";
import { course } from "./course.ts";

export const texts = { common, course, student };
