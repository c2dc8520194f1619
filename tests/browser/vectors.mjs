// Words as a reader's browser takes them out of a text: answers each line of the input, `[text, language]`, with the text's words and the
// keys of each. Judges nothing: the suite compares.

import { answerLines } from "./engine-alone.mjs";

await answerLines(({ warraq }, [text, lang]) => {
  const words = warraq.words(text);
  return { words, keys: words.map((form) => warraq.keys(form, lang)) };
});
