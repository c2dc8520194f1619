// Stems as a reader's browser makes them: answers each line of the input, a word, with its English and its French stem, a tabulator
// between. Judges nothing: the suite compares.

import { answerLines } from "./engine-alone.mjs";

await answerLines(({ warraqStem: { en, fr } }, word) => `${en(word)}\t${fr(word)}`);
