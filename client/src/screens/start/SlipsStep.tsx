/** «Приглашения»: slips for the staff and for every class, ready to be cut and handed out. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { routes } from "@/app/routes";
import { type ClassCard, useClasses } from "@/concepts/school/school";
import type { components } from "@/contract/openapi";
import { Badge, Banner, Button, buttonClass, Card, EmptyState, ListRow, toast } from "@/kit";
import { call, download, inWords } from "@/sync/http";
import { Asked } from "../school/Asked";
import { stepPath } from "./StepFrame";

type Overview = components["schemas"]["Overview"];

export function SlipsStep() {
  const staff = useQuery({ queryKey: ["slips", "staff"], queryFn: () => call<Overview>("GET", "/api/slips") });
  const classes = useClasses();
  return (
    <Asked query={staff}>
      {(overview) => <Asked query={classes}>{(list) => <Slips staff={overview} classes={list} />}</Asked>}
    </Asked>
  );
}

function Slips({ staff, classes }: { staff: Overview; classes: ClassCard[] }) {
  const { t } = useLingui();
  const waiting = staff.rows.filter((one) => one.state !== "joined").length;
  const filled = classes.filter((one) => (one.numbers?.pupils ?? 0) > 0);
  if (waiting === 0 && filled.length === 0)
    return (
      <EmptyState
        icon="slip"
        title={<Trans>Печатать пока некого</Trans>}
        action={
          <Link href={stepPath("list")} className={buttonClass()}>
            <Trans>Загрузить список</Trans>
          </Link>
        }
      >
        <Trans>Приглашения печатаются тем, кто есть в списке и ещё не вошёл.</Trans>
      </EmptyState>
    );
  return (
    <>
      {!staff.mayPrint && (
        <Banner
          tone="warn"
          title={<Trans>Сначала проверьте адрес с телефона</Trans>}
          action={
            <Link href={stepPath("phone")} className={buttonClass("secondary", { small: true })}>
              <Trans>Проверить</Trans>
            </Link>
          }
        >
          <Trans>Иначе листки могут повести туда, где школа не открывается.</Trans>
        </Banner>
      )}
      <p className="text-muted">
        <Trans>
          По восемь на листе A4, с линиями реза. Одно приглашение — одному человеку и на один вход. Новая печать
          отменяет прежние листки.
        </Trans>
      </p>
      <Card title={<Trans>Напечатать</Trans>}>
        <div className="-mx-4 -mb-2">
          {waiting > 0 && (
            <Sheet name={t`Сотрудники`} disabled={!staff.mayPrint} body={{ whom: ["staff"] }}>
              <Plural value={waiting} one="# человек" few="# человека" many="# человек" other="# человека" />
            </Sheet>
          )}
          {filled.map((one) => (
            <Sheet
              key={one.id}
              name={one.title}
              disabled={!staff.mayPrint}
              body={{ whom: ["pupil", "guardian"], classId: one.id }}
            >
              <Plural
                value={one.numbers?.pupils ?? 0}
                one="# ученик и родители"
                few="# ученика и родители"
                many="# учеников и родители"
                other="# ученика и родители"
              />
            </Sheet>
          ))}
        </div>
      </Card>
      <Link href={routes.school} className={buttonClass("primary", { wide: true })}>
        <Trans>Готово, открыть школу</Trans>
      </Link>
    </>
  );
}

function Sheet(props: { name: string; disabled: boolean; body: unknown; children: React.ReactNode }) {
  const { t } = useLingui();
  const [state, setState] = useState<"waits" | "busy" | "printed">("waits");
  async function print() {
    setState("busy");
    try {
      await download("/api/slips", t`Приглашения.pdf`, { method: "POST", body: props.body, patience: 90_000 });
      setState("printed");
    } catch (error) {
      setState("waits");
      toast(inWords(error), { tone: "error" });
    }
  }
  return (
    <ListRow
      title={props.name}
      end={
        <span className="flex shrink-0 items-center gap-2">
          {state === "printed" && <Badge tone="ok">{t`напечатано`}</Badge>}
          <Button
            small
            weight="secondary"
            icon="print"
            busy={state === "busy"}
            disabled={props.disabled}
            aria-label={t`Печать: ${props.name}`}
            onClick={() => void print()}
          >
            <Trans>Печать</Trans>
          </Button>
        </span>
      }
    >
      {props.children}
    </ListRow>
  );
}
