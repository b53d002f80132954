"""A child of the supervisor: `python -m parta.assembly app|worker`."""

import os
import sys

from . import main

if __name__ == "__main__":
    os.umask(0o077)
    main(sys.argv[1])
