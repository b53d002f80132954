/** The card of a person: how he stands in the school, his family, and what may be done (from abilities only). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { type PersonCard, usePerson } from "@/concepts/school/school";
import { Avatar, Badge, Card, ListRow } from "@/kit";
import { JoinedBadge } from "@/screens/classes/PupilRow";
import { SeenDirects } from "@/screens/direct/SeenDirects";
import { WriteTo } from "@/screens/direct/WriteTo";
import { Asked } from "@/screens/school/Asked";
import { Acts } from "./Acts";
import { Conduct } from "./Conduct";
import { Guardians } from "./Guardians";
import { Positions } from "./Positions";
import { Restrictions } from "./Restrictions";
import { useStandingWords } from "./words";

export default function PersonScreen() {
  const { t } = useLingui();
  const { personId } = useParams<{ personId: string }>();
  const query = usePerson(personId);
  return (
    <Page title={query.data?.name ?? t`Человек`} subtitle={query.data?.jobTitle} back={routes.people}>
      <Asked query={query}>
        {(person) => (
          <>
            <Head person={person} />
            <WriteTo personId={person.id} />
            <Standings person={person} />
            <Guardians person={person} />
            <Restrictions title={t`Ограничения`} restrictions={person.restrictions} />
            <Family title={<Trans>Дети</Trans>} people={person.children} />
            <SeenDirects personId={person.id} />
            {person.abilities.includes("seeReports") && <Conduct personId={person.id} />}
            <Positions person={person} />
            <Acts person={person} />
          </>
        )}
      </Asked>
    </Page>
  );
}

function Head({ person }: { person: PersonCard }) {
  const { t } = useLingui();
  return (
    <Card>
      <div className="flex items-center gap-4">
        <Avatar name={person.name} seed={person.id} />
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <p className="font-medium break-words">{person.name}</p>
          <p className="flex flex-wrap gap-1.5">
            <JoinedBadge joined={person.joined} />
            {person.offPlatform && <Badge>{t`получает на бумаге`}</Badge>}
            {person.left && <Badge tone="warn">{t`выбыл`}</Badge>}
          </p>
        </div>
      </div>
    </Card>
  );
}

/** A position of grades or a building names its classes one by one: said in one line. */
function together(standings: PersonCard["standings"]): PersonCard["standings"] {
  const lines = new Map<string, PersonCard["standings"][number]>();
  for (const one of standings) {
    const key =
      one.kind === "position" ? `${one.detail}${one.active}` : `${one.kind}${one.targetId}${one.detail}${one.since}`;
    const known = lines.get(key);
    lines.set(key, known ? { ...known, target: `${known.target}, ${one.target}` } : one);
  }
  return [...lines.values()];
}

function Standings({ person }: { person: PersonCard }) {
  const words = useStandingWords();
  if (person.standings.length === 0) return null;
  return (
    <Card title={<Trans>В школе</Trans>}>
      <ul className="flex flex-col gap-2">
        {together(person.standings).map((one) => (
          <li key={`${one.kind}${one.targetId}${one.detail}${one.since}`} className={one.active ? "" : "text-muted"}>
            {words(one)}
            {one.basis && <span className="text-sm text-muted"> · {one.basis}</span>}
            {one.until && (
              <span className="text-sm text-muted">
                {" · "}
                <Trans>до {one.until.split("-").reverse().join(".")}</Trans>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Family({ title, people }: { title: React.ReactNode; people: PersonCard["children"] }) {
  if (people.length === 0) return null;
  return (
    <Card title={title}>
      <div className="-mx-4 -mb-2">
        {people.map((one) => (
          <ListRow key={one.personId} href={path(routes.person, { personId: one.personId })} title={one.name}>
            <span className="flex items-center gap-1.5">
              {one.relation} <JoinedBadge joined={one.joined} />
            </span>
          </ListRow>
        ))}
      </div>
    </Card>
  );
}
