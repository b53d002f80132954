/** A button of the inbox: it does one thing, and the inbox is asked for again. */
import { queryClient } from "@/app/session";
import { inboxQuery } from "@/concepts/admission/requests";
import { Button, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

const renew = () => queryClient.invalidateQueries({ queryKey: inboxQuery.queryKey });

export function Act({ path, body, children }: { path: string; body?: unknown; children: React.ReactNode }) {
  const act = () =>
    call("POST", path, { body })
      .then(renew)
      .catch((error: unknown) => toast(inWords(error), { tone: "error" }));
  return (
    <Button small weight="secondary" onClick={() => void act()}>
      {children}
    </Button>
  );
}
