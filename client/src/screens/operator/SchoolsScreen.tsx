/** «Школы»: where the operator finds the school whose administration is to be recovered (A9). */
import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { schoolsQuery } from "@/concepts/founding/recovery";
import { Avatar, Badge, Card, EmptyState, ListRow, SearchInput } from "@/kit";
import { Asked } from "@/screens/school/Asked";

export default function SchoolsScreen() {
  const { t } = useLingui();
  const [search, setSearch] = useState("");
  const query = useQuery({ ...schoolsQuery(search.trim()), placeholderData: keepPreviousData });
  return (
    <Page title={t`Школы`}>
      <SearchInput
        aria-label={t`Найти школу`}
        placeholder={t`Название или ИНН`}
        value={search}
        maxLength={100}
        onChange={(event) => setSearch(event.target.value)}
      />
      <Asked query={query}>
        {(schools) =>
          schools.length === 0 ? (
            <EmptyState icon="school" title={search ? <Trans>Не нашлось</Trans> : <Trans>Школ пока нет</Trans>}>
              {search ? (
                <Trans>Проверьте название или наберите начало ИНН.</Trans>
              ) : (
                <Trans>Школа появится, когда вы одобрите её заявку.</Trans>
              )}
            </EmptyState>
          ) : (
            <Card>
              <div className="-mx-4 -my-2">
                {schools.map((school) => (
                  <ListRow
                    key={school.id}
                    start={<Avatar name={school.shortName} seed={school.id} />}
                    title={school.shortName}
                    href={path(routes.schoolDesk, { schoolId: school.id })}
                    end={
                      school.recovering ? (
                        <Badge tone="warn">
                          <Trans>Смена администратора</Trans>
                        </Badge>
                      ) : undefined
                    }
                  >
                    {[school.inn && t`ИНН ${school.inn}`, school.region].filter(Boolean).join(" · ")}
                  </ListRow>
                ))}
              </div>
            </Card>
          )
        }
      </Asked>
    </Page>
  );
}
