/**
 * The pages' templates, compiled once. Strict: a name that the view lacks is an error, not an empty place.
 * Whatever a template prints is escaped; only style sheet and script, which are ours, go in as they are.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import Handlebars from "handlebars";

const folder = new URL("../templates/", import.meta.url);
const engine = Handlebars.create();
// Without preventIndent a partial's own indentation would be written into console output and previews.
const options = { strict: true, knownHelpersOnly: true, preventIndent: true };
const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * The page gets `css`, page.css and what its own `student.css` adds, and `script`, its own `student.js`; both are empty where there is none.
 *
 * @param template - `student` of templates/student.hbs; every template can be a part of another: `{{> lesson}}`.
 * @param parts - those parts that have a style sheet of their own, beside page.css.
 */
export function render(template: string, view: object, parts: readonly string[] = []): string {
  if (compiled.size === 0) registerParts();
  const known = compiled.get(template) ?? engine.compile(read(`${template}.hbs`), options);
  compiled.set(template, known);
  const css = read("page.css") + [...parts, template].map((name) => own(`${name}.css`)).join("");
  return known({ ...view, css, script: own(`${template}.js`) });
}

function own(name: string): string {
  return existsSync(new URL(name, folder)) ? read(name) : "";
}

function registerParts(): void {
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".hbs")) engine.registerPartial(name.slice(0, -".hbs".length), read(name));
  }
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}
