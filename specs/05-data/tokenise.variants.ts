import { variants } from "#graders/spec/authoring.ts";
import { learnMerges, wordPieces, type Merge } from "#reference/05-data/tokenise.ts";

export default variants<typeof import("#reference/05-data/tokenise.ts")>({
  "character by character, and merge by merge": {
    words: (text, { lowercase = false } = {}) => {
      const tokens: string[] = [];
      let open = false;
      for (const character of lowercase ? text.toLowerCase() : text) {
        const isLetter = /[\p{L}\p{M}\p{N}]/u.test(character);
        if (isLetter && open) tokens[tokens.length - 1] += character;
        else if (!/\s/u.test(character)) tokens.push(character);
        open = isLetter;
      }
      return tokens;
    },
    characters: (text) => Array.from(text),
    applyMerges: (word, merges, { endOfWord = "</w>" } = {}) => {
      let symbols = Array.from(word);
      if (symbols.length > 0) symbols.push(symbols.pop()! + endOfWord);
      for (const [left, right] of merges) {
        for (let i = 0; i + 1 < symbols.length; i++)
          if (symbols[i] === left && symbols[i + 1] === right)
            symbols = [...symbols.slice(0, i), left + right, ...symbols.slice(i + 2)];
      }
      return symbols;
    },
    wordPieces: (word, vocabulary) => {
      let rest = Array.from(word);
      const pieces: string[] = [];
      while (rest.length > 0) {
        let length = rest.length;
        const piece = (): string => (pieces.length > 0 ? "##" : "") + rest.slice(0, length).join("");
        while (length > 0 && !vocabulary.includes(piece())) length--;
        if (length === 0) return wordPieces("?", []);
        pieces.push(piece());
        rest = rest.slice(length);
      }
      return pieces;
    },
    learnMerges: (corpus, count, { endOfWord = "</w>" } = {}) => {
      learnMerges([], count); // refuses what it must
      const spellings = corpus.map((word) =>
        Array.from(word).map((c, i, all) => (i === all.length - 1 ? c + endOfWord : c)),
      );
      const merges: Merge[] = [];
      for (let step = 0; step < count; step++) {
        const counts = new Map<string, { pair: Merge; times: number }>();
        for (const symbols of spellings) {
          for (let i = 1; i < symbols.length; i++) {
            const pair: Merge = [symbols[i - 1]!, symbols[i]!];
            const key = pair.join("\0");
            counts.set(key, { pair, times: (counts.get(key)?.times ?? 0) + 1 });
          }
        }
        const [best] = [...counts.values()].toSorted(
          (a, b) => b.times - a.times || (a.pair.join("\0") < b.pair.join("\0") ? 1 : -1),
        );
        if (best === undefined || best.times < 2) break;
        merges.push(best.pair);
        for (const symbols of spellings) {
          for (let i = 0; i + 1 < symbols.length; i++)
            if (symbols[i] === best.pair[0] && symbols[i + 1] === best.pair[1])
              symbols.splice(i, 2, best.pair.join(""));
        }
      }
      return merges;
    },
  },
});
