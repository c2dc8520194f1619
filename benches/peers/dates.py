#!/usr/bin/env python3
"""Times Python's dateparser over the strings of the corpus that `cargo bench --bench dates` reads.

  benches/peers/dates.py

The corpus: arabic/dates-dev.jsonl in the folder that WARRAQ_CORPUS names, else in ../shared/corpus beside the checkout. Each
string is given with its language, its order of numbers and the time of its capture. Needs: pip install dateparser
"""
import datetime, json, os, sys, time

try:
    import dateparser
except ImportError:
    sys.exit('dateparser is not installed: pip install dateparser')

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
CORPORA = os.environ.get('WARRAQ_CORPUS') or os.path.join(ROOT, '..', 'shared', 'corpus')


def read(question):
    settings = {}
    if question.get('capture'):
        settings['RELATIVE_BASE'] = datetime.datetime.fromisoformat(question['capture'][:19])
    if question.get('day_order'):
        settings['DATE_ORDER'] = question['day_order'].upper()
    try:
        return dateparser.parse(question['s'], languages=[question['lang']], settings=settings)
    except ValueError:
        # A language that dateparser does not know.
        return dateparser.parse(question['s'], settings=settings)


def main():
    path = os.path.join(CORPORA, 'arabic', 'dates-dev.jsonl')
    if not os.path.exists(path):
        sys.exit('there are no strings to read: %s is not there' % os.path.normpath(path))
    with open(path, encoding='utf8') as lines:
        questions = [json.loads(line) for line in lines]
    for name in 'first round, which loads the languages', 'second round':
        start = time.perf_counter()
        for question in questions:
            read(question)
        print('%s: %.0f strings a second' % (name, len(questions) / (time.perf_counter() - start)))


main()
