/** Links for many: whoever comes by one files a request. Made, shown with QR, printed as a poster, recalled. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { components } from "@/contract/openapi";
import { Badge, Button, Card, toast } from "@/kit";
import { call, download, inWords } from "@/sync/http";

type Answer = components["schemas"]["Links"];
type Link = components["schemas"]["LinkCard"];

export function Links({ classId }: { classId: string | undefined }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const { data, refetch } = useQuery({
    queryKey: ["invitations", classId ?? "staff"],
    queryFn: () => call<Answer>("GET", "/api/invitations", { query: { class_id: classId } }),
  });
  async function act(path: string, body?: unknown) {
    setBusy(true);
    try {
      await call("POST", path, { body });
      await refetch();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  const make = (role: Link["role"]) => act("/api/invitations", { role, ...(classId ? { classId } : {}) });
  const links = data?.links.filter((one) => one.state !== "recalled" && (classId || !one.classId)) ?? [];
  return (
    <Card title={<Trans>Общая ссылка и QR</Trans>}>
      <p className="text-muted">
        <Trans>Для плаката или старого чата. По ней приходит заявка, без вашего решения никто не войдёт.</Trans>
      </p>
      <div className="my-3 flex flex-wrap gap-2">
        {(classId ? (["guardian", "pupil"] as const) : (["teacher"] as const)).map((role) => (
          <Button key={role} weight="secondary" icon="link" busy={busy} onClick={() => void make(role)}>
            {role === "guardian" ? t`Для родителей` : role === "pupil" ? t`Для учеников` : t`Для учителей`}
          </Button>
        ))}
      </div>
      {links.map((one) => (
        <One key={one.id} link={one} url={`${data?.address}${one.path}`} act={act} />
      ))}
    </Card>
  );
}

function One({ link, url, act }: { link: Link; url: string; act: (path: string, body?: unknown) => Promise<void> }) {
  const { t } = useLingui();
  const open = link.state === "open";
  return (
    <div className="flex flex-wrap gap-4 border-t border-line py-3">
      {open && (
        <img src={`/api/invitations/${link.id}/qr`} alt={t`QR-код ссылки`} className="size-28 rounded-xl bg-white" />
      )}
      <div className="min-w-52 flex-1">
        <p className="font-medium">
          {link.role === "guardian" ? t`Для родителей` : link.role === "pupil" ? t`Для учеников` : t`Для учителей`}{" "}
          <Badge tone={open ? "ok" : "warn"}>{open ? t`действует` : t`не действует`}</Badge>
        </p>
        <p className="text-sm break-all text-muted select-all">{url}</p>
        <div className="mt-2 flex flex-wrap gap-1">
          {open && (
            <>
              <Button
                small
                weight="quiet"
                onClick={() => void navigator.clipboard?.writeText(url).then(() => toast(t`Ссылка скопирована`))}
              >
                <Trans>Скопировать</Trans>
              </Button>
              <Button
                small
                weight="quiet"
                onClick={() => void download(`/api/invitations/${link.id}/poster`, t`Плакат.pdf`)}
              >
                <Trans>Плакат</Trans>
              </Button>
              <Button small weight="quiet" onClick={() => void act(`/api/invitations/${link.id}/recall`)}>
                <Trans>Отозвать</Trans>
              </Button>
            </>
          )}
          {!open && (
            <Button small weight="quiet" onClick={() => void act(`/api/invitations/${link.id}/reissue`)}>
              <Trans>Выпустить новую</Trans>
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
