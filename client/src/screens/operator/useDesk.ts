/** An act at the operator's desk: done, told, and everything shown there asked for anew. */
import { useMutation } from "@tanstack/react-query";
import { queryClient } from "@/app/session";
import { toast } from "@/kit";
import { call, inWords } from "@/sync/http";

export function useDesk(after: () => void) {
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: unknown; done: string }) =>
      call<unknown>("POST", path, { body }),
    onSuccess: (_, { done }) => {
      toast(done);
      after();
    },
    onError: (error) => toast(inWords(error), { tone: "error" }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["operator"] }),
  });
}
