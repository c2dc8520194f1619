// What words weigh in a reader's browser: answers each line of the input, `[asked, [[form, articles], …]]`, with what each of the forms
// weighs where the word is asked for. Judges nothing: the suite compares.

import { answerLines } from "./engine-alone.mjs";

await answerLines(({ warraq }, [asked, words]) =>
  warraq.weights(asked, words.map(([form, articles]) => ({ form, articles }))));
