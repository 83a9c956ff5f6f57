/** The courses that a worker has loaded, and whether the files on disk are still those that it runs. */
import { hostname } from "node:os";
import { courseDigest, loadCourse, type Course } from "#graders/batch/course.ts";
import { exerciseIds } from "#graders/spec/load.ts";

export interface Courses {
  /** @throws Error - when files were changed since the worker was started: modules that are loaded stay as they were. */
  course(ids: readonly string[]): Promise<Course>;
}

export async function openCourses(): Promise<Courses> {
  const all = await exerciseIds();
  const atStart = await courseDigest(all);
  const loaded = new Map<string, Promise<Course>>();
  const load = async (ids: readonly string[]): Promise<Course> => {
    const unknown = ids.find((id) => !all.includes(id));
    if (unknown !== undefined)
      throw new Error(`The worker on ${hostname()} has no exercise ${unknown}. Put the same files on both machines.`);
    const course = await loadCourse(ids);
    if ((await courseDigest(all)) !== atStart)
      throw new Error(
        `Files of gradecheck on ${hostname()} were changed since the worker was started. Start it again.`,
      );
    return course;
  };
  return {
    course(ids) {
      const key = ids.join();
      const known = loaded.get(key) ?? load(ids);
      loaded.set(key, known);
      return known;
    },
  };
}
