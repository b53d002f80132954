/** The signs that may stand under a message; `tests/wire.types.ts` compares them with the server's. */

/** In the menu of a message. */
export const quick = ["👍", "❤️", "😊", "🎉", "🙏", "😢"] as const;

// biome-ignore format: a table of signs
export const others = [
  "👏", "🔥", "😂", "🤣", "😄", "😁", "😍", "🥰", "😎", "🤔", "😮", "😱", "😴", "😅", "🙂", "😉", "😇", "🤗",
  "🤝", "💪", "👌", "✌️", "🙌", "👋", "🤞", "✍️", "👀", "💯", "✅", "❌", "❓", "❗", "⭐", "🌟", "✨", "🏆",
  "🥇", "🎂", "🎁", "🎈", "🎄", "☀️", "🌈", "🌸", "🌹", "🍀", "🐱", "🐶", "🦊", "🐻", "📚", "📝", "🎓", "🎨",
  "🎵", "⚽", "🏀", "🚌", "⏰", "💡", "🚀", "😔", "🤒", "💔",
] as const;

export type Sign = (typeof quick)[number] | (typeof others)[number];
