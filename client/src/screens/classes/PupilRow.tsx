/** A line of the class list: the child, how far he and his parents have come in. */
import { Trans, useLingui } from "@lingui/react/macro";
import { path, routes } from "@/app/routes";
import type { Pupil } from "@/concepts/school/school";
import { Avatar, Badge, ListRow } from "@/kit";

export function PupilRow({ pupil }: { pupil: Pupil }) {
  const { t } = useLingui();
  const joined = pupil.guardians.filter((one) => one.joined === "joined").length;
  const all = pupil.guardians.length;
  return (
    <ListRow
      href={path(routes.person, { personId: pupil.personId })}
      start={<Avatar name={pupil.name} seed={pupil.personId} />}
      title={pupil.mark ? `${pupil.name} (${pupil.mark})` : pupil.name}
    >
      <span className="flex flex-wrap items-center gap-1.5">
        <JoinedBadge joined={pupil.joined} />
        <span>
          {all === 0 ? (
            <Trans>родители не указаны</Trans>
          ) : (
            <Trans>
              родители: {joined} из {all}
            </Trans>
          )}
        </span>
        {pupil.activist && <Badge tone="accent">{t`актив`}</Badge>}
        {pupil.guardians.some((one) => one.activist) && <Badge tone="accent">{t`родитель в активе`}</Badge>}
        {pupil.offPlatform && <Badge>{t`получает на бумаге`}</Badge>}
        {pupil.missing && <Badge tone="warn">{t`нет в новом списке`}</Badge>}
      </span>
    </ListRow>
  );
}

export function JoinedBadge({ joined }: { joined: "joined" | "waiting" | "none" }) {
  if (joined === "joined")
    return (
      <Badge tone="ok">
        <Trans>есть вход</Trans>
      </Badge>
    );
  if (joined === "waiting")
    return (
      <Badge tone="warn">
        <Trans>ждёт согласия</Trans>
      </Badge>
    );
  return (
    <Badge>
      <Trans>нет входа</Trans>
    </Badge>
  );
}
