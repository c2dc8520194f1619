#!/usr/bin/env python3
"""Times Warraq's preview over the articles that builds.py laid out.

  benches/peers/preview.py [--work FOLDER] [--sizes 10k] [--edits 7] [--bin PROGRAM]

Prints milliseconds, from start to first page, and medians from a save to the moment when the change is served: an article's text
and its headline on its own page, and the headline on its day's list. Starts twice: with nothing left of earlier runs, and again.
"""
import argparse, http.client, os, re, shutil, statistics, subprocess, sys, time, urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))


class Preview:
    def __init__(self, program, site):
        begin = time.perf_counter()
        self.child = subprocess.Popen(
            [program, 'serve', '--quiet', '--port', '0'], cwd=site, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r':(\d+)', self.child.stdout.readline().split('//')[1]).group(1))
        self.wait('/', '</html>')
        self.first = (time.perf_counter() - begin) * 1000

    def get(self, path):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        connection.request('GET', urllib.parse.quote(path))
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == 200 else ''

    def wait(self, path, text):
        while text not in self.get(path):
            time.sleep(0.001)

    def memory(self):
        with open(f'/proc/{self.child.pid}/status') as status:
            return int(next(line.split()[1] for line in status if line.startswith('VmRSS'))) // 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--work', default=os.path.join(ROOT, 'target', 'builds'))
    parser.add_argument('--sizes', default='10k')
    parser.add_argument('--edits', type=int, default=7)
    parser.add_argument('--bin', default=os.path.join(ROOT, 'target', 'release', 'warraq'))
    given = parser.parse_args()
    for size in given.sizes.split(','):
        site = os.path.join(given.work, 'sites', f'warraq-{size}')
        shutil.rmtree(os.path.join(site, '.warraq'), ignore_errors=True)
        preview = Preview(given.bin, site)
        print(f'{size:>5} start to first page, first time {preview.first:>8.0f} ms', flush=True)
        preview.child.kill()
        preview = Preview(given.bin, site)
        print(f'{size:>5} start to first page, again      {preview.first:>8.0f} ms', flush=True)
        measure(preview, site, size, given.edits)
        preview.child.kill()


def measure(preview, site, size, edits):
    content = os.path.realpath(os.path.join(site, 'content'))
    file = min(os.path.join(at, name) for at, _, names in os.walk(content) for name in names if name.endswith('.md'))
    with open(file, encoding='utf8') as article:
        before = article.read()
    year, month, day = re.search(r'date = (\d{4})-(\d\d)-(\d\d)', before).groups()
    list_page = f'/{year}/{month}/{day}/'
    page = f'{list_page}{os.path.basename(file)[:-3]}/'
    took = {'text': [], 'headline': [], 'list': []}
    try:
        for number in range(edits):
            for what in ('text', 'headline'):
                mark = f'Mark{what}{number}x'
                now = before + f'\n\n{mark}\n' if what == 'text' else before.replace('title = "', f'title = "{mark} ', 1)
                time.sleep(0.7)
                begin = time.perf_counter()
                with open(file, 'w', encoding='utf8') as article:
                    article.write(now)
                preview.wait(page, mark)
                took[what].append((time.perf_counter() - begin) * 1000)
                if what == 'headline':
                    preview.wait(list_page, mark)
                    took['list'].append((time.perf_counter() - begin) * 1000)
    finally:
        with open(file, 'w', encoding='utf8') as article:
            article.write(before)
    for what, times in took.items():
        print(f'{size:>5} save to served, {what:<8}          {statistics.median(times):>8.0f} ms, at most {max(times):.0f}')
    print(f'{size:>5} memory                            {preview.memory():>8} MB', flush=True)


if __name__ == '__main__':
    main()
