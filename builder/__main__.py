"""``python -m builder`` is ``briefings``."""

from builder.cli import main

if __name__ == "__main__":
    main()
