/**
 * An exercise's id as the name of a place on a page. Letters, digits and hyphens stay; whatever else a result may hold
 * becomes a number.
 */
export function anchorOf(exerciseId: string): string {
  return exerciseId.replace(/[^A-Za-z0-9-]/gu, (mark) =>
    mark === "/" ? "_" : `.${mark.codePointAt(0)!.toString(16)}`,
  );
}
