/** Who represents the child, and who is trusted with him: each with what may be done about the bond (B9). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Link } from "wouter";
import { path, routes } from "@/app/routes";
import { type PersonCard, useAct } from "@/concepts/school/school";
import { Badge, Button, Card, Dialog, IconButton, Menu, type MenuAct } from "@/kit";
import { JoinedBadge } from "@/screens/classes/PupilRow";
import { BondDialog } from "./BondDialog";
import { DecisionDialog } from "./DecisionDialog";

type Guardian = PersonCard["guardians"][number];
type Sheet = { guardian: Guardian; what: "bond" | "restrict" | "end" } | null;

export function Guardians({ person }: { person: PersonCard }) {
  const { t } = useLingui();
  const [sheet, show] = useState<Sheet>(null);
  if (person.guardians.length === 0) return null;
  const close = () => show(null);
  const at = `/api/people/${person.id}/guardians/${sheet?.guardian.personId}`;
  return (
    <Card title={<Trans>Представители</Trans>}>
      <ul className="flex flex-col divide-y divide-line">
        {person.guardians.map((one) => (
          <li key={one.personId} className="flex items-center gap-2 py-2">
            <div className="min-w-0 flex-1">
              <Link href={path(routes.person, { personId: one.personId })} className="font-medium break-words">
                {one.name}
              </Link>
              <p className="flex flex-wrap items-center gap-1.5 text-sm text-muted">
                {one.relation}
                {one.trusted && <Badge>{t`не подписывает`}</Badge>}
                <JoinedBadge joined={one.joined} />
              </p>
              {one.proofNote && <p className="text-sm break-words text-muted">{one.proofNote}</p>}
            </div>
            <Acts guardian={one} abilities={person.abilities} onChoose={(what) => show({ guardian: one, what })} />
          </li>
        ))}
      </ul>
      {sheet?.what === "bond" && <BondDialog at={at} guardian={sheet.guardian} onClose={close} />}
      {sheet?.what === "restrict" && (
        <DecisionDialog
          title={t`Ограничить доступ: ${sheet.guardian.name}`}
          description={t`Чаты, файлы и уведомления этого ребёнка закроются для него сразу. Другие его дети останутся. Причину никто из семьи не увидит.`}
          path={`${at}/restriction`}
          done={t`Доступ ограничен`}
          danger
          onClose={close}
        >
          <Trans>Ограничить доступ</Trans>
        </DecisionDialog>
      )}
      {sheet?.what === "end" && <EndBond at={at} guardian={sheet.guardian} onClose={close} />}
    </Card>
  );
}

type ActsProps = {
  guardian: Guardian;
  abilities: PersonCard["abilities"];
  onChoose: (what: NonNullable<Sheet>["what"]) => void;
};

function Acts({ guardian, abilities, onChoose }: ActsProps) {
  const { t } = useLingui();
  const acts: MenuAct[] = [];
  if (abilities.includes("setGuardianship"))
    acts.push({ label: t`Изменить запись`, icon: "edit", onAct: () => onChoose("bond") });
  if (abilities.includes("restrictGuardian"))
    acts.push({ label: t`Ограничить доступ по решению`, icon: "lock", onAct: () => onChoose("restrict") });
  if (abilities.includes("endGuardianship"))
    acts.push({ label: t`Это не представитель`, icon: "trash", danger: true, onAct: () => onChoose("end") });
  if (acts.length === 0) return null;
  return <Menu trigger={<IconButton icon="dots" label={t`Действия: ${guardian.name}`} />} acts={acts} />;
}

function EndBond({ at, guardian, onClose }: { at: string; guardian: Guardian; onClose: () => void }) {
  const { t } = useLingui();
  const act = useAct(onClose);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Убрать: ${guardian.name}`}
      description={t`Связь с ребёнком прекратится, его чаты закроются сразу. Если других детей в школе нет, закроется и вход.`}
      actions={
        <Button
          weight="danger"
          busy={act.isPending}
          onClick={() => act.mutate({ method: "DELETE", path: at, done: t`Связь прекращена` })}
        >
          <Trans>Убрать</Trans>
        </Button>
      }
    />
  );
}
