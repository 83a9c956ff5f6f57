/** A language of highlight.js: nothing that is looked at here. */
declare const language: unknown;
export default language;
