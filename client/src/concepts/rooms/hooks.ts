/** What screens read of the chats. */

export function useUnreadTotal(): number {
  return 0;
}
