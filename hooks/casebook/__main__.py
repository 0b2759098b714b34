"""`python -m casebook COMMAND`: what can stop commands.py before it runs gives one line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command that was asked for; its exit code, 1 when it could not be run."""
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may have called it with an older one
        print("Python 3.11 or newer is needed; “make check” finds one", file=sys.stderr)
        return 1
    try:
        from .commands import main as run

        return run()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith(__package__ or ""):
            raise
        print(
            f"{error.name} is not installed in this Python; “make check” and “make lint” set up "
            "what is needed in .venv/, after “make clean” if Python itself was replaced",
            file=sys.stderr,
        )
    except KeyboardInterrupt:
        print("ended; what was there before is whole", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
