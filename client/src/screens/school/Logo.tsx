/** The school's sign: on the pages of entry, in the head of the client, on slips and leaflets. */
import { Trans, useLingui } from "@lingui/react/macro";
import { refreshMe } from "@/app/session";
import { useAct } from "@/concepts/school/school";
import { Button, Card, FileDrop } from "@/kit";

export function Logo({ id }: { id: string | null }) {
  const { t } = useLingui();
  const act = useAct(() => void refreshMe());
  function put(file: File) {
    const body = new FormData();
    body.append("data", file);
    act.mutate({ method: "PUT", path: "/api/school/logo", body, done: t`Знак школы сохранён` });
  }
  return (
    <Card title={<Trans>Знак школы</Trans>}>
      <div className="flex flex-col gap-3">
        <p className="text-muted">
          <Trans>Виден на страницах входа, в «Парте» и на приглашениях.</Trans>
        </p>
        {id && (
          <img src={`/api/logos/${id}`} alt={t`Знак школы`} className="h-24 max-w-full self-start object-contain" />
        )}
        <FileDrop
          accept="image/*"
          hint={t`Картинка до 5 МБ, лучше PNG с прозрачным фоном`}
          busy={act.isPending}
          onFile={put}
        />
        {id && (
          <Button
            weight="secondary"
            busy={act.isPending}
            onClick={() => act.mutate({ method: "DELETE", path: "/api/school/logo", done: t`Знак школы убран` })}
          >
            <Trans>Убрать знак</Trans>
          </Button>
        )}
      </div>
    </Card>
  );
}
