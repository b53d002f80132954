"""The contract on paper: `python -m parta.contract > client/src/contract/openapi.json`."""

import sys

from parta.web import openapi
from parta.web.app import DOORS


def contract() -> bytes:
    """The OpenAPI document, exactly as `/api/openapi.json` answers it."""
    return openapi.text(tuple(DOORS))


if __name__ == "__main__":
    sys.stdout.buffer.write(contract())
