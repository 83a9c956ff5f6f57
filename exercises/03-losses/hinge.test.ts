import { exercise } from "#graders/student.ts";

exercise<typeof import("#reference/03-losses/hinge.ts")>("03-losses/hinge", () => import("./hinge.ts"));
