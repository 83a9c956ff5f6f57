import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/triplet.ts")>("03-losses/triplet", () => import("./triplet.ts"));
