/** The fields of one way to the school. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { AddressState } from "@/concepts/school/firstSteps";
import { Banner, Card, Checkbox, Field, Switch, TextInput } from "@/kit";
import { Problem } from "@/sync/http";
import type { Draft } from "./addressDraft";

type Props = {
  draft: Draft;
  state: AddressState;
  refused: unknown;
  onChange: (part: Partial<Draft>) => void;
};
type Text = "publicUrl" | "trusted" | "certificate" | "key" | "directory" | "email";

export function Fields(props: Props) {
  if (props.draft.way === "inside") return <Inside {...props} />;
  return <Encrypted {...props} />;
}

function Encrypted({ draft, refused, onChange }: Props) {
  const { t } = useLingui();
  const line = (name: Text, label: string, hint: string, sample: string) => (
    <Line {...{ name, label, hint, sample, draft, refused, onChange }} />
  );
  return (
    <Card>
      <div className="flex flex-col gap-4">
        {line("publicUrl", t`Адрес школы`, t`Его откроют телефоны и напечатают приглашения`, "https://parta.school.ru")}
        {draft.way === "proxy" &&
          line("trusted", t`Адреса прокси`, t`Только им верим, от чьего имени пришёл запрос`, "127.0.0.1")}
        {draft.way === "files" && (
          <>
            {line("certificate", t`Файл сертификата`, t`Вместе с промежуточными, PEM`, "/etc/parta/fullchain.pem")}
            {line("key", t`Файл ключа`, t`Обновляете его вы, «Парта» только читает`, "/etc/parta/privkey.pem")}
          </>
        )}
        {draft.way === "acme" && (
          <>
            {line("directory", t`Центр сертификации`, t`Адрес каталога ACME`, "https://…/directory")}
            {line("email", t`Почта для центра`, t`На неё он напишет о сроке`, "admin@school.ru")}
            <Checkbox
              checked={draft.consent}
              onChecked={(consent) => onChange({ consent })}
              label={<Trans>Согласен: сервер обращается к этому центру в интернете</Trans>}
              hint={<Trans>Имя должно вести на этот сервер, порт 80 — быть открыт снаружи</Trans>}
            />
            <Wrong name="consent" refused={refused} />
          </>
        )}
      </div>
    </Card>
  );
}

function Inside({ draft, state, refused, onChange }: Props) {
  const { t } = useLingui();
  return (
    <Card>
      <Switch
        checked={draft.network}
        onChecked={(network) => onChange({ network, publicUrl: draft.publicUrl || state.suggested })}
        label={t`Открыть для телефонов в сети школы`}
        hint={t`Иначе школа видна только на этом сервере`}
      />
      {draft.network && (
        <div className="mt-2 flex flex-col gap-4">
          <Line
            name="publicUrl"
            label={t`Адрес в сети школы`}
            hint={t`По нему школу откроют телефоны, подключённые к школьному Wi-Fi`}
            sample="http://192.168.1.10:8025"
            {...{ draft, refused, onChange }}
          />
          <Banner tone="warn" title={<Trans>Чего не будет без шифрования</Trans>}>
            <Trans>
              Уведомлений на телефон, камеры и микрофона, входа по отпечатку, установки на телефон. Переписку и пароли
              может прочесть любой в этой сети.
            </Trans>
          </Banner>
          <Checkbox
            checked={draft.lossesKnown}
            onChecked={(lossesKnown) => onChange({ lossesKnown })}
            label={<Trans>Понимаю и всё равно открываю</Trans>}
          />
          <Wrong name="lossesKnown" refused={refused} />
        </div>
      )}
    </Card>
  );
}

function Line(props: {
  name: Text;
  label: string;
  hint: string;
  sample: string;
  draft: Draft;
  refused: unknown;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { name, refused } = props;
  const error =
    refused instanceof Problem
      ? refused.body.pointers?.find((one) => one.pointer.split("/")[1] === name)?.detail
      : undefined;
  return (
    <Field label={props.label} hint={props.hint} error={error} required>
      <TextInput
        name={name}
        value={props.draft[name]}
        placeholder={props.sample}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={300}
        onChange={(event) => props.onChange({ [name]: event.target.value })}
      />
    </Field>
  );
}

function Wrong({ name, refused }: { name: string; refused: unknown }) {
  const text = refused instanceof Problem ? refused.field(name) : undefined;
  return text ? <Banner tone="danger">{text}</Banner> : null;
}
