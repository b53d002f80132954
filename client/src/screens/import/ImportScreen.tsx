/** «Загрузка списков»: a page of its own for the import of people, with the imports made before. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import type { Preview } from "@/concepts/roster/imports";
import { NoRights } from "@/kit";
import { ImportHistory } from "./ImportHistory";
import { RosterImport } from "./RosterImport";

export default function ImportScreen() {
  const { t } = useLingui();
  const client = useQueryClient();
  const [resumed, setResumed] = useState<Preview>();
  const allowed = useMe().abilities.includes("importRoster");
  return (
    <Page title={t`Загрузка списков`} back={routes.school} wide>
      {allowed ? (
        <>
          <RosterImport
            key={resumed?.id ?? "new"}
            resumed={resumed}
            onDone={() => {
              setResumed(undefined);
              void client.invalidateQueries();
            }}
          />
          <ImportHistory onResume={setResumed} />
        </>
      ) : (
        <NoRights title={<Trans>Списки загружает администратор школы</Trans>}>
          <Trans>Если список нужно дополнить, попросите администратора.</Trans>
        </NoRights>
      )}
    </Page>
  );
}
