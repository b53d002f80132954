/** What a stranger may read: the school's name and help desk, the ways in. */
import { useQuery } from "@tanstack/react-query";
import type { Welcome } from "@/concepts/identity/access";
import { call } from "@/sync/http";

async function ask(): Promise<Welcome> {
  const welcome = await call<Welcome>("GET", "/api/welcome");
  try {
    if (welcome.school) localStorage.setItem("parta.help", JSON.stringify(welcome.school));
  } catch {
    // a private window: then an error page without network names no phone
  }
  return welcome;
}

export function useWelcome() {
  return useQuery({ queryKey: ["welcome"], queryFn: ask, staleTime: 600_000 });
}
