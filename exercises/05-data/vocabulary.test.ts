import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/05-data/vocabulary.ts")>("05-data/vocabulary", () => import("./vocabulary.ts"));
