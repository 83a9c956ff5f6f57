import { exercise } from "#graders/student.ts";
import type { NadamModule } from "#specs/08-optimisers/nadam.programs.ts";

exercise<NadamModule>("08-optimisers/nadam", () => import("./nadam.ts"));
