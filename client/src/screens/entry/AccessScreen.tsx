/** «Вход и безопасность»: one's own ways in, the second factor, and where one is signed in. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { queryClient } from "@/app/session";
import type { Access } from "@/concepts/identity/access";
import { Banner, ErrorState, momentInWords, SkeletonRows } from "@/kit";
import { call, inWords } from "@/sync/http";
import { Contacts } from "./Contacts";
import { PasswordCard } from "./PasswordCard";
import { Proofs } from "./Proofs";
import { Sessions } from "./Sessions";

export const renewAccess = () => queryClient.invalidateQueries({ queryKey: ["access"] });

export default function AccessScreen() {
  const { t } = useLingui();
  const access = useQuery({ queryKey: ["access"], queryFn: () => call<Access>("GET", "/api/me/access") });
  return (
    <Page title={t`Вход и безопасность`} back={routes.more}>
      {access.isPending && <SkeletonRows rows={6} avatar={false} />}
      {access.isError && (
        <ErrorState title={<Trans>Не удалось открыть настройки входа</Trans>} onRetry={() => void access.refetch()}>
          {inWords(access.error)}
        </ErrorState>
      )}
      {access.data && (
        <>
          {access.data.reset && <WasReset reset={access.data.reset} />}
          <PasswordCard access={access.data} />
          <Contacts access={access.data} />
          <Proofs access={access.data} />
          <Sessions />
        </>
      )}
    </Page>
  );
}

function WasReset({ reset }: { reset: NonNullable<Access["reset"]> }) {
  const when = momentInWords(reset.at);
  return (
    <Banner tone="warn" title={<Trans>Доступ был сброшен</Trans>}>
      <Trans>
        {when}, {reset.by}. Все устройства вышли, прежние способы входа отменены. Если вы об этом не просили, сообщите в
        школу.
      </Trans>
    </Banner>
  );
}
