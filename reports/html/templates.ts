/**
 * The pages' templates, compiled once. Strict: a name that the view lacks is an error, not an empty place.
 * Whatever a template prints is escaped; only the style sheet, which is ours, goes in as it is.
 */
import { readFileSync } from "node:fs";
import Handlebars from "handlebars";

const folder = new URL("../templates/", import.meta.url);
const partials = ["distribution", "exercise", "footer", "formula", "lesson", "picture", "table", "unit-bar"];
const engine = Handlebars.create();
// Without preventIndent a partial's own indentation would be written into console output and previews.
const options = { strict: true, knownHelpersOnly: true, preventIndent: true };
const compiled = new Map<string, Handlebars.TemplateDelegate>();

export function render(template: "student" | "index" | "regrade", view: object): string {
  if (compiled.size === 0) for (const name of partials) engine.registerPartial(name, read(`${name}.hbs`));
  const known = compiled.get(template) ?? engine.compile(read(`${template}.hbs`), options);
  compiled.set(template, known);
  return known({ ...view, css: read("page.css") });
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}
