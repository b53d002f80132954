"""The child that looks at one untrusted file: the file is its standard input, hard limits are on itself."""

import resource
import sys
from typing import BinaryIO

import msgspec
from PIL import UnidentifiedImageError

from parta.parts.inspecting import pictures, refusals
from parta.parts.inspecting.kinds import PDF, PICTURE, Macros, known
from parta.parts.inspecting.shapes import Answer, Inspected, Question, Unfit

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 30


def main() -> None:
    """Answer the one question of the command line about the file on standard input."""
    _limit_itself()
    question = msgspec.json.decode(sys.argv[1], type=Question)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_answer(sys.stdin.buffer, question)))


def _limit_itself() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _answer(file: BinaryIO, question: Question) -> Answer:
    try:
        return _inspected(file, question)
    except Macros:
        return Unfit(refusals.HasMacros.slug)
    except pictures.TooManyPixels:
        return Unfit(refusals.PictureTooLarge.slug)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, RuntimeError):
        return Unfit(
            refusals.DamagedFile.slug
        )  # what decoders say of a picture that ends too early or lies about itself
    except MemoryError:
        return Unfit(refusals.TooHeavy.slug)


def _inspected(file: BinaryIO, question: Question) -> Answer:
    found = known(file, question.name)
    if question.logo:
        return pictures.logo(file) if found in PICTURE else Unfit(refusals.UnknownKind.slug)
    if found is None:
        return Unfit(refusals.UnknownKind.slug)
    if found in PICTURE:
        return pictures.photo(file)
    if found in PDF:
        return pictures.first_page(file, found)
    return Inspected(found.kind, found.type, found.ending)


if __name__ == "__main__":
    main()
