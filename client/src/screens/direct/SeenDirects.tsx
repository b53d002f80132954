/** That a child and adults of the school write to each other: for class teacher and parents, never a word of it (L16). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type SeenDirect, seenQuery } from "@/concepts/direct/direct";
import { Avatar, Badge, ListRow, shortMoment } from "@/kit";

export function SeenDirects({ personId }: { personId: string }) {
  const { data } = useQuery(seenQuery(personId));
  if (!data || data.length === 0) return null;
  return (
    <section className="mt-3">
      <h3 className="text-sm font-semibold text-muted">
        <Trans>Личные чаты с сотрудниками школы</Trans>
      </h3>
      <div className="-mx-4">
        {data.map((one) => (
          <Row key={one.personId} one={one} />
        ))}
      </div>
      <p className="text-sm text-muted">
        <Trans>Видно, что переписка есть. Её текст читают только эти двое.</Trans>
      </p>
    </section>
  );
}

function Row({ one }: { one: SeenDirect }) {
  const { t } = useLingui();
  const since = shortMoment(one.since);
  return (
    <ListRow start={<Avatar name={one.name} seed={one.personId} />} title={one.name}>
      <span className="flex flex-wrap items-center gap-1.5">
        {one.jobTitle && `${one.jobTitle} · `}
        <Trans>с {since}</Trans>
        {!one.goesOn && <Badge>{t`закончилась`}</Badge>}
      </span>
    </ListRow>
  );
}
