/** A strict reader for the tests: throws where a document isn't well-formed XML 1.0 without DTD, CDATA and comments. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function parseXml(document: string): XmlElement {
  if (!document.startsWith(declaration)) throw new Error("no XML declaration");
  if (illegal.test(document)) throw new Error(`illegal character ${JSON.stringify(illegal.exec(document)![0])}`);
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const piece = /<(\/?)([A-Za-z][\w-]*)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  piece.lastIndex = declaration.length;
  while (piece.lastIndex < document.length) {
    const at = piece.lastIndex;
    const match = piece.exec(document);
    if (!match) throw new Error(`not XML: ${document.slice(at, at + 60)}`);
    const [, closing, name, attributes, empty, text] = match;
    if (text !== undefined) open.at(-1)!.text += unescaped(text);
    else if (closing) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const element: XmlElement = { name: name!, attributes: attributesOf(attributes!), children: [], text: "" };
      open.at(-1)!.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "")
    throw new Error("not one root element");
  return root.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name!, unescaped(value!)] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(pairs);
}

function unescaped(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> in text");
  return text.replace(/&(\w*)(;?)/g, (whole, name: string, end) => {
    if (!end || !(name in entities)) throw new Error(`not an entity: ${whole}`);
    return entities[name]!;
  });
}
