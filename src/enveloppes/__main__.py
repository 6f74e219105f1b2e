"""``python -m enveloppes`` and the console script."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    import sys  # noqa: PLC0415 - as below

    from enveloppes.cli.start import start  # noqa: PLC0415 - importing this module runs nothing

    start(sys.argv[1:])


if __name__ == "__main__":
    main()
