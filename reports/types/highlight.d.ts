/** Of highlight.js, what is used here. Its own types bring those of a browser with them, into code that runs in none. */
declare const hljs: {
  registerLanguage(name: string, language: unknown): void;
  highlight(
    code: string,
    options: { readonly language: string; readonly ignoreIllegals?: boolean },
  ): { readonly value: string };
};
export default hljs;
