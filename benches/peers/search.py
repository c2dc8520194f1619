#!/usr/bin/env python3
"""Measures full-text search beside Pagefind: what the index costs to build and to keep, and what a query costs a reader.

  benches/peers/search.py [--work FOLDER] [--sizes 1k,10k] [--bin PROGRAM] [--rounds 3] [--only build|query] [--keep]

Needs cargo, Chromium and Node.js, and

  npm ci --prefix tests/browser       the browser's driver
  npm ci --prefix benches/peers       Pagefind: left out where it is not installed, and for more than 10,000 articles

The articles are those of `cargo bench --bench corpus`, laid out below --work (target/search) once: WORK/1k/content and so on. Each
archive is built with `search = false` in site.toml and without it: the difference is what the index takes. Seconds are those of all
cores, and system time is mostly the disk's; MB is the peak of memory; all are medians of the rounds, of which there is one for more than
10,000 articles. Files and bytes of an index are those below public/search/ but the page itself. What was built is deleted in the end;
--keep leaves the archives with an index, and Pagefind's. Have 8 GB of room for 100,000 articles.

Pagefind indexes the articles of the same archive, and of their pages only what stands with headline and text: no lists, no
bibliography.

Queries are words of the articles by how many of these have them: rare in 1 to 5, mid in about one in 200, common in more than
three in ten; and two words of one article, and phrases of two and three words. They are the same in every run. A first query has a
fresh browser; its bytes are all that it needs beyond the page's HTML, styles and faces: the engine's scripts, and index data.
`later` is what a query loads when another one was asked before; `warm` asks the same query again. `typed` goes through the page's own
box. Nothing is compressed on the way. Bytes and times are medians over the queries of a kind. Pagefind works over HTTP only.
"""
import argparse, collections, json, os, re, shutil, statistics, subprocess, sys

from builds import ROOT, SIZES, forget, measured, size_of

HERE = os.path.dirname(os.path.realpath(__file__))
PAGEFIND = os.path.join(HERE, 'node_modules', '.bin', 'pagefind')
FEW = 10_000
WORD = re.compile(r'[\u0621-\u063a\u0641-\u064a]{2,}')
EACH = 6


def articles(content):
    """Paths in the order of the articles' numbers."""
    found = [os.path.join(at, name) for at, _, names in os.walk(content) for name in names if name.endswith('.md')]
    return sorted(found, key=os.path.basename)


def body(path):
    with open(path, encoding='utf8') as article:
        return article.read().split('\n+++\n', 1)[1]


def spread(items, many):
    """So many of them, evenly from the first to the last."""
    return [items[at * len(items) // many] for at in range(many)] if len(items) > many else items


def choose(content):
    """The queries of each kind."""
    paths = articles(content)
    in_articles = collections.Counter()
    for path in paths:
        in_articles.update(set(WORD.findall(body(path))))
    share = {word: count / len(paths) for word, count in in_articles.items()}
    between = lambda low, high: sorted(word for word, part in share.items() if low <= part <= high)
    kinds = {
        'rare': spread(sorted(word for word, count in in_articles.items() if count <= 5), EACH),
        'mid': spread(between(0.004, 0.006), EACH + 1),
        'common': spread(sorted(between(0.3, 1), key=lambda word: -share[word]), EACH),
        'two words': [],
        'phrase': [],
    }
    for path in spread(paths, EACH):
        words = [word for word in WORD.findall(body(path)) if 0.001 <= share[word] <= 0.03]
        kinds['two words'].append(f'{words[0]} {words[len(words) // 2]}')
    for at, path in enumerate(spread(paths[1:], EACH)):
        kinds['phrase'].append(f'"{phrase(body(path), share, 2 + at % 2)}"')
    return kinds


def phrase(text, share, length):
    """The first run of so many words that nothing parts, of which the first and the last are neither rare nor common."""
    letters = WORD.pattern[:-4]
    runs = re.findall(rf'(?=(?<![^\s])({letters}+(?: {letters}+){{{length - 1}}})(?![^\s]))', text)
    plain = lambda word: 0.001 <= share.get(word, 0) <= 0.1
    return next(run for run in runs if plain(run.split()[0]) and plain(run.split()[-1]))


def lay_out(size, work):
    """The folder of an archive of this size, made once, and the queries to it."""
    site = os.path.join(work, size)
    if not os.path.isfile(os.path.join(site, 'queries.json')):
        subprocess.run(['cargo', 'bench', '--quiet', '--bench', 'corpus', '--', site, str(SIZES[size])], cwd=ROOT, check=True)
        with open(os.path.join(site, 'queries.json'), 'w', encoding='utf8') as queries:
            json.dump(choose(os.path.join(site, 'content')), queries, ensure_ascii=False, indent=1)
    return site


def middle(runs):
    """Seconds of user and system time and MB, of runs as `measured` gives them."""
    return [statistics.median(part) for part in zip(*(run[1:] for run in runs))]


def index_size(site):
    """Files and bytes of the index."""
    files, total = size_of(os.path.join(site, 'public', 'search'))
    page = os.path.join(site, 'public', 'search', 'index.html')
    return (files - 1, total - os.path.getsize(page)) if os.path.isfile(page) else (files, total)


def row(size, what, costs, files=None, total=None):
    user, system, peak = costs
    index = f'{files:>7} {total:>13,} {total / SIZES[size]:>10,.0f}' if files else ''
    print(f'{size:>5} {what:<26} {user:>8.2f} {system:>8.2f} {peak:>8.0f} {index}', flush=True)


def build(size, site, given):
    """Builds the archive without and with its index, and prints what that takes."""
    plain = f'{site}-plain'
    os.makedirs(plain, exist_ok=True)
    with open(os.path.join(site, 'site.toml'), encoding='utf8') as settings, \
            open(os.path.join(plain, 'site.toml'), 'w', encoding='utf8') as without:
        without.write(settings.read() + 'search = false\n')
    if not os.path.islink(os.path.join(plain, 'content')):
        os.symlink(os.path.join(site, 'content'), os.path.join(plain, 'content'))
    for path in articles(os.path.join(site, 'content')):
        body(path)  # so that the system has it at hand for all alike
    runs, outputs = {plain: [], site: []}, []
    for at in range(given.rounds if SIZES[size] <= FEW else 1):
        for folder in runs:
            forget(folder)
            # Writing right after deleting an equal tree is many times slower on ext4.
            outputs.append(f'{folder}-public-{os.getpid()}-{at}')
            runs[folder].append(measured([given.bin, '--quiet', 'build', '--output', outputs[-1]], folder))
            if folder == plain and SIZES[size] > FEW:
                shutil.rmtree(outputs.pop())
    figures = {folder: middle(seen) for folder, seen in runs.items()}
    public = os.path.join(site, 'public')
    shutil.rmtree(public, ignore_errors=True)
    os.rename(outputs.pop(), public)
    for folder in (*outputs, plain):
        shutil.rmtree(folder)
    row(size, 'warraq, search = false', figures[plain])
    row(size, 'warraq', figures[site], *index_size(site))
    row(size, 'warraq, the index alone', [more - less for more, less in zip(figures[site], figures[plain])])


def pagefind(size, site, given):
    """Indexes the articles of a built archive with Pagefind into a folder of its own."""
    folder = f'{site}-pagefind'
    command = [PAGEFIND, '--silent', '--site', os.path.join(site, 'public'), '--output-path', os.path.join(folder, 'pagefind'),
               '--glob', '[0-9][0-9][0-9][0-9]/*/*/*/index.html', '--root-selector', 'article',
               '--exclude-selectors', '.colophon, .hashiya']
    runs = []
    for _ in range(given.rounds):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        runs.append(measured(command, folder))
    with open(os.path.join(folder, 'index.html'), 'w', encoding='utf8') as page:
        page.write('<!doctype html><html lang="ar" dir="rtl"><title>Pagefind</title>')
    row(size, 'pagefind', middle(runs), *size_of(os.path.join(folder, 'pagefind')))


def ask(name, folder, queries, *more):
    told = subprocess.run(['node', os.path.join(HERE, 'search.mjs'), name, folder, queries, *more], stdout=subprocess.PIPE, check=True)
    return json.loads(told.stdout)


def of(cost, *sorts):
    """Requests and bytes of these sorts together."""
    return [sum(cost.get(sort, {}).get(what, 0) for sort in sorts) for what in ('requests', 'bytes')]


def medians(costs, *sorts):
    return [statistics.median_high(part) for part in zip(*(of(cost, *sorts) for cost in costs))]


def print_queries(size, what, told):
    for kind, seen in told.items():
        firsts, later = [[one['cost'] for one in seen[when]] for when in ('firsts', 'later')]
        requests, index = medians(firsts, 'index')
        engine = medians(firsts, 'engine')[1]
        later_requests, later_bytes = medians(later, 'index', 'engine')
        first_ms = statistics.median(one['ms'] for one in seen['firsts'])
        warm = statistics.median(one['warm'] for one in seen['later'])
        results = statistics.median_high([one['total'] for one in seen['later']])
        typed = ''
        if 'typed' in seen:
            typed = f"{of(seen['typed']['cost'], 'index', 'engine')[1]:>10,} {seen['typed']['ms']:>6.0f}"
        print(f'{size:>5} {what:<13} {kind:<10} {results:>7} {requests:>5} {index:>11,} {engine:>9,} {first_ms:>7.0f} '
              f'{later_requests:>5} {later_bytes:>11,} {warm:>8.2f} {typed}', flush=True)
        for one in seen['later']:
            if not one['total']:
                print(f"      nothing found for {one['query']}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--work', default=os.path.join(ROOT, 'target', 'search'))
    parser.add_argument('--sizes', default='1k,10k')
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--bin', help='the program to measure; built from here where it is not given')
    parser.add_argument('--only', choices=['build', 'query'], help='query: ask archives that an earlier run with --keep has built')
    parser.add_argument('--keep', action='store_true', help='leave the built archives')
    given = parser.parse_args()
    given.work = os.path.abspath(given.work)
    if not given.bin:
        subprocess.run(['cargo', 'build', '--release', '--quiet'], cwd=ROOT, check=True)
        given.bin = os.path.join(os.environ.get('CARGO_TARGET_DIR', os.path.join(ROOT, 'target')), 'release', 'warraq')
    given.bin = os.path.abspath(given.bin)
    peer = os.path.exists(PAGEFIND)
    if not peer:
        print('Pagefind is not installed: npm ci --prefix benches/peers', file=sys.stderr)
    sizes = given.sizes.split(',')
    sites = {size: lay_out(size, given.work) for size in sizes}
    beside = [size for size in sizes if peer and SIZES[size] <= FEW]
    if given.only != 'query':
        print(f"{'size':>5} {'build':<26} {'user s':>8} {'system s':>8} {'MB':>8} {'files':>7} {'bytes':>13} {'an article':>10}")
        for size in sizes:
            build(size, sites[size], given)
            if size in beside:
                pagefind(size, sites[size], given)
    if given.only != 'build':
        print(f"\n{'':>38} {'first query':^36} {'later':^17} {'warm':>8} {'typed':^17}")
        print(f"{'size':>5} {'engine':<13} {'query':<10} {'results':>7} {'reqs':>5} {'index B':>11} {'engine B':>9} {'ms':>7} "
              f"{'reqs':>5} {'B':>11} {'ms':>8} {'B':>10} {'ms':>6}")
        for size in sizes:
            queries = os.path.join(sites[size], 'queries.json')
            public = os.path.join(sites[size], 'public')
            if os.path.isfile(os.path.join(public, 'search', 'index.html')):
                print_queries(size, 'warraq, http', ask('warraq', public, queries))
                print_queries(size, 'warraq, file', ask('warraq', public, queries, '--file'))
            else:
                print(f'{size:>5} this program writes no search page')
            if size in beside and os.path.isdir(f'{sites[size]}-pagefind'):
                print_queries(size, 'pagefind', ask('pagefind', f'{sites[size]}-pagefind', queries))
        if beside:
            print('\nPagefind does not work from file://.')
    if not given.keep and given.only is None:
        for site in sites.values():
            for folder in (os.path.join(site, 'public'), os.path.join(site, '.warraq'), f'{site}-pagefind'):
                shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    main()
