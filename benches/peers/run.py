#!/usr/bin/env python3
"""Times and scores Warraq beside its peers, on the same pages, in one run, so that anyone can repeat the claims.

  benches/peers/run.py [--corpus FOLDER] [--sets scrapinghub,fundus] [--rounds 5]

The corpus: a folder of sets, each a gold.jsonl with its pages in html/, and score.py beside them; given by --corpus or
WARRAQ_CORPUS, else ../shared/corpus beside the checkout. Without one, the samples are timed and nothing is scored.

Needs cargo. Each peer that is not installed is left out, and how to install it is printed:
  trafilatura     pip install trafilatura lxml_html_clean
  readability     npm ci --prefix benches/peers

Every program is held to one core where the system can do that. A page's time is the median of its rounds.
"""
import argparse, gzip, importlib.util, json, os, shutil, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def read(path):
    data = open(path, 'rb').read()
    return gzip.decompress(data) if path.endswith('.gz') else data


def pages_of(corpus, sets):
    """The list of pages, and the folders whose gold they have."""
    pages, scored = [], []
    for name in sets:
        folder = os.path.join(corpus, 'extraction', name)
        if not os.path.isfile(os.path.join(folder, 'gold.jsonl')):
            continue
        scored.append(folder)
        for line in open(os.path.join(folder, 'gold.jsonl'), encoding='utf8'):
            gold = json.loads(line)
            pages.append({'id': gold['id'], 'path': os.path.join(folder, gold['html']), 'url': gold.get('url')})
    if not pages:
        for folder, _, names in sorted(os.walk(os.path.join(ROOT, 'samples'))):
            found = [os.path.join(folder, name) for name in sorted(names) if '.htm' in name]
            pages += [{'id': os.path.relpath(path, ROOT), 'path': path, 'url': None} for path in found]
    return pages, scored


def run_trafilatura(pages, rounds, out):
    """Times trafilatura inside this process."""
    import trafilatura
    times, readings = [], []
    for page in pages:
        data, seen = read(page['path']), []
        for _ in range(rounds):
            start = time.perf_counter()
            found = trafilatura.bare_extraction(data, url=page['url'], with_metadata=True)
            seen.append(time.perf_counter() - start)
        times.append(statistics.median(seen))
        found = found.as_dict() if hasattr(found, 'as_dict') else found or {}
        authors = [name.strip() for name in (found.get('author') or '').split(';') if name.strip()]
        readings.append({'id': page['id'], 'title': found.get('title'), 'date': found.get('date'),
                         'authors': authors, 'text': found.get('text') or ''})
    with open(out, 'w', encoding='utf8') as file:
        file.writelines(json.dumps(reading, ensure_ascii=False) + '\n' for reading in readings)
    print('%-24s %8.1f pages/s %7.3f ms a page' % (
        'trafilatura', len(times) / sum(times), 1000 * sum(times) / len(times)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get('WARRAQ_CORPUS') or os.path.join(ROOT, '..', 'shared', 'corpus')
    parser.add_argument('--corpus', default=default)
    parser.add_argument('--sets', default='scrapinghub,fundus')
    parser.add_argument('--rounds', type=int, default=5)
    args = parser.parse_args()
    if hasattr(os, 'sched_setaffinity'):
        core = max(os.sched_getaffinity(0))
        # Building may use them all.
        subprocess.run(['cargo', 'build', '--release', '--quiet'], cwd=HERE, check=True)
        os.sched_setaffinity(0, {core})
    pages, scored = pages_of(args.corpus, args.sets.split(','))
    with tempfile.TemporaryDirectory() as folder:
        listed = os.path.join(folder, 'pages.jsonl')
        with open(listed, 'w', encoding='utf8') as file:
            file.writelines(json.dumps(page) + '\n' for page in pages)
        rounds = str(args.rounds)
        sys.stdout.flush()
        subprocess.run(['cargo', 'run', '--release', '--quiet', '--', listed, rounds, folder], cwd=HERE, check=True)
        if importlib.util.find_spec('trafilatura'):
            run_trafilatura(pages, args.rounds, os.path.join(folder, 'trafilatura.jsonl'))
        else:
            print('trafilatura is not installed: pip install trafilatura lxml_html_clean')
        if shutil.which('node') and os.path.isdir(os.path.join(HERE, 'node_modules')):
            sys.stdout.flush()
            out = os.path.join(folder, 'readability.jsonl')
            subprocess.run(['node', 'readability.mjs', listed, rounds, out], cwd=HERE, check=True)
        else:
            print('readability is not installed: npm ci --prefix benches/peers')
        score = os.path.join(args.corpus, 'extraction', 'score.py')
        for name in sorted(os.listdir(folder)):
            if scored and name != 'pages.jsonl' and os.path.isfile(score):
                print('\n' + name.removesuffix('.jsonl'))
                sys.stdout.flush()
                subprocess.run([sys.executable, score, '--gold', *scored, '--pred', os.path.join(folder, name)])


if __name__ == '__main__':
    main()
