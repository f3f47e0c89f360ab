/** The most words of one text that are searched: 64 KB of prose hold about 12,000. */
const WORDS = 12_000;
/** Longer runs are cut: nobody types them, and an index entry has its limits. */
const WORD_LENGTH = 64;

/** A run of letters and digits, with the marks that hang on them. */
const run = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Scripts that part their words by nothing that a program could see. */
const unparted =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** The form in which words are compared: compatibility forms and marks are gone, and so are capitals. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .normalize("NFC");

/** A word of a text: what it is found by (several for scripts without gaps), and where it stands. */
export type Word = { terms: string[]; from: number; to: number };

/**
 * The words of a text, one by one: letters and digits without marks and capitals. Scripts without gaps between words
 * are cut into pairs of neighbouring characters, which finds every word of two and more of them, and one by its beginning.
 */
export function* wordsIn(text: string): Generator<Word> {
  for (const { 0: found, index } of text.matchAll(run)) {
    const terms = termsOf(plain(found));
    if (terms.length > 0) yield { terms, from: index, to: index + found.length };
  }
}

function termsOf(word: string): string[] {
  const terms: string[] = [];
  let end = 0;
  const whole = (part: string): void => {
    if (part !== "") terms.push([...part].slice(0, WORD_LENGTH).join(""));
  };
  for (const { 0: part, index } of word.matchAll(unparted)) {
    whole(word.slice(end, index));
    const letters = [...part];
    for (const [i, letter] of letters.entries()) terms.push(letter + (letters[i + 1] ?? ""));
    end = index + part.length;
  }
  whole(word.slice(end));
  return terms;
}

/** All words of a text in order, for the index. At most 12,000. */
export function searchTerms(text: string): string[] {
  const all: string[] = [];
  for (const { terms } of wordsIn(text)) {
    all.push(...terms);
    if (all.length >= WORDS) break;
  }
  return all.slice(0, WORDS);
}

/** What somebody looks for: phrases that all have to be there; the last word may go on. */
export type Wanted = { phrases: string[][]; openEnd: boolean };

/** The most words of one question. */
const ASKED = 20;

/**
 * Reads what somebody typed into the search. Signs mean nothing: they part words, as they do in the texts. The last
 * word is taken for a beginning while nothing was typed after it.
 */
export function readSearch(text: string): Wanted {
  const phrases: string[][] = [];
  let end = 0;
  for (const { terms, to } of wordsIn(text)) {
    // The last character of a script without gaps stands alone only where nothing else of it does.
    phrases.push(terms.length > 1 && isUnparted(terms.at(-1)!) ? terms.slice(0, -1) : terms);
    end = to;
    if (phrases.length === ASKED) break;
  }
  return { phrases, openEnd: phrases.length > 0 && end === text.length };
}

const isUnparted = (term: string): boolean => [...term].length === 1 && term.search(unparted) === 0;
