"""``python -m enveloppes`` and the console script."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from enveloppes.cli.app import run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
