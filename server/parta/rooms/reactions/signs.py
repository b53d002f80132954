"""The signs that there are: a closed list, so that none is an insult or a megabyte (docs/decisions/closed-list-of-signs.md)."""

from typing import Literal

# The first six stand in the menu of a message; the client's list is compared with this one by the compiler.
Sign = Literal[
    "👍", "❤️", "😊", "🎉", "🙏", "😢",
    "👏", "🔥", "😂", "🤣", "😄", "😁", "😍", "🥰", "😎", "🤔", "😮", "😱", "😴", "😅", "🙂", "😉", "😇", "🤗",
    "🤝", "💪", "👌", "✌️", "🙌", "👋", "🤞", "✍️", "👀", "💯", "✅", "❌", "❓", "❗", "⭐", "🌟", "✨", "🏆",
    "🥇", "🎂", "🎁", "🎈", "🎄", "☀️", "🌈", "🌸", "🌹", "🍀", "🐱", "🐶", "🦊", "🐻", "📚", "📝", "🎓", "🎨",
    "🎵", "⚽", "🏀", "🚌", "⏰", "💡", "🚀", "😔", "🤒", "💔",
]  # fmt: skip
