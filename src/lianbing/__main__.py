"""``python -m lianbing``: the command line where no script ``lianbing`` is on the path."""

from lianbing.cli import main

if __name__ == "__main__":
    main()
