"""What GitHub runs: the workflows' rules, and the steps of publishing done here, with a local
repository in the place of GitHub's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from casebook.models.quiz import KINDS

from .courses import ROOT, casebook, copy_of

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").iterdir() if path.stem != "config")


def workflow(name: str) -> dict[str, Any]:
    text = (GITHUB / f"workflows/{name}.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # so that “on” stays a word
    return found


def steps(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in found["jobs"].values():
        yield from job["steps"]


def test_zizmor_finds_nothing_in_any_file() -> None:
    command = [str(Path(sys.executable).parent / "zizmor"), "--offline", "--strict-collection"]
    done = subprocess.run([*command, str(GITHUB)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for path in [*WORKFLOWS, GITHUB / "dependabot.yml"]:
        assert f"completed {path}" in done.stderr


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_files_are_what_github_expects(schema: str, paths: list[Path]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_rights_are_few(path: Path) -> None:
    text = path.read_text("utf-8")
    for line in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    found = workflow(path.stem)
    assert found["permissions"] in ({}, {"contents": "read"}), "a job asks for more itself"
    for step in steps(found):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
    for job in found["jobs"].values():
        assert int(job["timeout-minutes"]) <= 330


def test_a_pull_request_gets_no_secret_and_no_right_to_write() -> None:
    for path in WORKFLOWS:
        found = workflow(path.stem)
        assert "pull_request_target" not in found["on"]
        if "pull_request" in found["on"]:
            text = path.read_text("utf-8")
            assert "secrets" not in text.partition("\nname:")[2]
            assert ": write" not in text
            assert "github.token" not in text


def test_every_action_has_one_version() -> None:
    used = {
        step["uses"] for path in WORKFLOWS for step in steps(workflow(path.stem)) if "uses" in step
    }
    assert len(used) == len({name.partition("@")[0] for name in used})


def test_workflows_call_what_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = casebook("--help", root=ROOT).stdout
    called = 0
    for path in WORKFLOWS:
        for step in steps(workflow(path.stem)):
            script = step.get("run", "")
            for line in re.findall(r"^(?:.* )?make ([a-z ]+)", script, re.MULTILINE):
                assert set(line.split()) <= targets, path
                called += 1
            for name in re.findall(r"-m casebook ([a-z-]+)", script):
                assert re.search(rf"^ +{name}\s", commands, re.MULTILINE), path
                called += 1
            checked = subprocess.run(["bash", "-n"], input=script, text=True, check=False)
            assert checked.returncode == 0, step
    assert called > 8


def test_what_runs_before_a_commit_is_what_runs_on_a_pull_request() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    called = {step.get("run") for step in steps(workflow("check"))}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "\ntest: $(VENV)/test.done lint\n" in makefile  # so that make test calls make lint
    assert {hook["entry"] for hook in hooks} <= called | {"make lint"}


def test_every_label_of_a_form_is_made_by_the_steps_of_setting_up() -> None:
    text = (ROOT / "MAINTAINING.md").read_text("utf-8")
    made = set(
        re.findall(r"^ *gh label create (\S+) --description \"[^\"]+\"$", text, re.MULTILINE)
    )
    asked = {label for path in FORMS for label in yaml.safe_load(path.read_text("utf-8"))["labels"]}
    assert made == asked


def test_the_form_for_a_question_offers_every_kind() -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/new-question.yml").read_text("utf-8"))
    (kind,) = [field for field in form["body"] if field.get("id") == "kind"]
    assert kind["attributes"]["options"] == [*KINDS]


def test_every_form_asks_for_the_page_first() -> None:
    assert len(FORMS) == 5
    for path in FORMS:
        fields = yaml.safe_load(path.read_text("utf-8"))["body"]
        asked = [field for field in fields if field["type"] != "markdown"]
        assert asked[0]["id"] == "page", path
        assert asked[0]["validations"]["required"] is True


@pytest.fixture
def project(tiny: Path) -> Path:
    """A small course with its own `make site`, as the steps of a workflow find it."""
    facts = tiny / "docs/course.yml"
    facts.write_text(facts.read_text("utf-8") + "edition_id: 2026-fall\n", "utf-8")
    environment = Path(sys.executable).parent.parent
    (tiny / ".venv").symlink_to(environment, target_is_directory=True)
    (tiny / "Makefile").write_text(
        ".PHONY: site bill\nsite:\n\t@PYTHONPATH=hooks .venv/bin/python -m casebook build\n"
        "bill:\n\t@echo {} > .build/bill-of-materials.json\n"
    )
    return tiny


class Runner:
    """Runs the steps of a job as GitHub would, with a `gh` that only writes down its words."""

    def __init__(self, root: Path, **environment: str) -> None:
        self.root = root
        self.said = root.parent / "gh.txt"
        tools = root.parent / "tools"
        tools.mkdir()
        (tools / "gh").write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{self.said}"\n')
        (tools / "gh").chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "example/course",
            "GITHUB_SHA": "0123abc",
            "AUTHOR": "somebody",
            **environment,
        }

    def run(self, found: dict[str, Any], *left_out: str) -> subprocess.CompletedProcess[str]:
        """The scripts of all steps but some, until one fails."""
        done = None
        for step in steps(found):
            if "run" in step and step.get("name") not in left_out:
                done = subprocess.run(
                    ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                    cwd=self.root,
                    env=self.environment,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if done.returncode:
                    break
        assert done is not None
        return done


def shown(repository: Path, path: str) -> str:
    command = ["git", "-C", str(repository), "show", f"shelf:{path}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_publishing_keeps_the_editions_on_a_branch(project: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    runner = Runner(
        project, SITE="https://course.example", REPO_URL=f"file://localhost{repository}", CORRECT=""
    )
    publish = workflow("publish")

    first = runner.run(publish)
    assert first.returncode == 0, first.stderr
    assert 'content="2026-fall"' in shown(repository, "2026-fall/index.html")
    assert "https://course.example/modules/apples/" in shown(repository, "sitemap.xml")
    assert "pages/builds" in runner.said.read_text()

    chapter = project / "docs/modules/apples/picking.md"
    chapter.write_text(chapter.read_text("utf-8").replace("A treatise disagrees", "One disagrees"))
    shutil.rmtree(project / ".build/shelf")
    edition = shown(repository, "2026-fall/modules/apples/picking/index.html")
    second = runner.run(publish, "Put the edition on the shelf")
    assert second.returncode == 0, second.stderr
    assert shown(repository, "2026-fall/modules/apples/picking/index.html") == edition
    assert "One disagrees" in shown(repository, "modules/apples/picking/index.html")

    shutil.rmtree(project / ".build/shelf")
    refused = runner.run(publish)
    assert refused.returncode == 1
    assert "2026-fall is published and its text must not move" in refused.stderr
    assert shown(repository, "2026-fall/modules/apples/picking/index.html") == edition

    shutil.rmtree(project / ".build/shelf")
    again = runner.run(publish, "Put the edition on the shelf")
    assert "Nothing has changed." in again.stdout


def test_a_shelf_that_cannot_be_reached_is_not_begun_anew(project: Path, tmp_path: Path) -> None:
    runner = Runner(
        project, SITE="https://course.example/", REPO_URL=f"file://localhost{tmp_path}/nowhere"
    )
    failed = runner.run(workflow("publish"))
    assert failed.returncode == 1
    assert not (project / ".build/shelf").exists()


def test_a_release_has_every_download_under_a_name_of_its_own(project: Path) -> None:
    runner = Runner(project, SITE="https://course.example/", GITHUB_REF_NAME="2026-fall")
    done = runner.run(workflow("release"))
    assert done.returncode == 0, done.stderr
    downloads = project / "site/downloads"
    files = {path for path in downloads.rglob("*") if path.is_file() and path.suffix != ".html"}
    names = {path.relative_to(downloads).as_posix().replace("/", "-") for path in files}
    assert {"course.pdf", "apples-packet.pdf", "site.zip"} <= names
    said = runner.said.read_text()
    assert "release create 2026-fall --verify-tag --title Test edition" in said
    assert {Path(one).name for one in re.findall(r"\.build/release/\S+", said)} == {
        *names,
        "bill-of-materials.json",
    }
    assert b"https://course.example/2026-fall/" in (downloads / "course.json").read_bytes()


def test_a_tag_that_is_no_edition_makes_no_release(project: Path) -> None:
    runner = Runner(project, SITE="", GITHUB_REF_NAME="2026-fal")
    assert runner.run(workflow("release")).returncode == 1
    assert not runner.said.exists()


def test_the_preview_opens_from_a_folder(tmp_path: Path) -> None:
    project = copy_of("tiny", tmp_path / "tiny")
    assert casebook("build", root=project).returncode == 0
    check = workflow("check")
    (unpack,) = [
        step for step in check["jobs"]["preview"]["steps"] if "zipfile" in step.get("run", "")
    ]
    script = unpack["run"].replace("python", sys.executable, 1)
    subprocess.run(["bash", "-e", "-c", script], cwd=project, check=True)
    (upload,) = [step for step in steps(check) if "upload-artifact" in step.get("uses", "")]
    folder = project / upload["with"]["path"]
    home = (folder / "index.html").read_text("utf-8")
    assert 'href="modules/apples/picking/index.html"' in home
