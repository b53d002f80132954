/** The form of the address: four ways to one school, each with the fields it needs, and what a change would cost. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { routes } from "@/app/routes";
import { type AddressState, addressKey, chooseAddress, originOf } from "@/concepts/school/firstSteps";
import { Banner, Button, buttonClass, Card, RadioGroup } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { Fields } from "./AddressFields";
import { type Draft, draftOf, wishOf } from "./addressDraft";

export function AddressForm(props: {
  state: AddressState;
  /** The server takes the choice up; empty when the school stays where it is. */
  onMoving: (address: string) => void;
  onDone: () => void;
}) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { state } = props;
  const [draft, setDraft] = useState(() => draftOf(state));
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const wish = wishOf(draft);
  const moves =
    wish !== null && (wish.publicUrl ? originOf(wish.publicUrl) !== originOf(state.address) : !state.onlyHere);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!wish) return;
    setBusy(true);
    setRefused(null);
    try {
      await chooseAddress(wish);
      const now = await call<AddressState>("GET", "/api/address");
      if (now.pending) props.onMoving(wish.publicUrl ?? "");
      client.setQueryData(addressKey, now);
      void client.invalidateQueries({ queryKey: ["school", "first-steps"] });
      if (!now.pending) props.onDone();
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  const pointed = refused instanceof Problem && (refused.body.pointers?.length ?? 0) > 0;
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void save(event)}>
      <Card>
        <RadioGroup<Draft["way"]>
          name="way"
          legend={<span className="text-base font-semibold">{t`Как телефоны будут открывать школу`}</span>}
          value={draft.way || null}
          onValue={(way) => change({ way })}
          options={[
            {
              value: "proxy",
              label: t`Через прокси школы`,
              hint: t`Шифрует nginx, Caddy или другой прокси. Обычный путь`,
            },
            { value: "files", label: t`Свой сертификат`, hint: t`Файлы сертификата и ключа лежат на этом сервере` },
            {
              value: "acme",
              label: t`Сертификат получает «Парта»`,
              hint: t`Обращается к центру сертификации и сама продлевает`,
            },
            {
              value: "inside",
              label: t`Только внутри школы`,
              hint: t`Без шифрования. Приглашения печатаются без проверки с телефона`,
            },
          ]}
        />
      </Card>
      {draft.way && <Fields draft={draft} state={state} refused={refused} onChange={change} />}
      {moves && (state.printed > 0 || state.passkeys > 0) && (
        <Banner tone="warn" title={<Trans>Что изменится со сменой адреса</Trans>}>
          {state.printed > 0 && (
            <p>
              <Plural
                value={state.printed}
                one="# приглашение ведёт на прежний адрес: его надо напечатать заново."
                few="# приглашения ведут на прежний адрес: их надо напечатать заново."
                many="# приглашений ведут на прежний адрес: их надо напечатать заново."
                other="# приглашения ведут на прежний адрес: их надо напечатать заново."
              />
            </p>
          )}
          {state.passkeys > 0 && (
            <p>
              <Plural
                value={state.passkeys}
                one="# ключ входа перестанет действовать: его владелец войдёт паролем и добавит ключ ещё раз."
                few="# ключа входа перестанут действовать: их владельцы войдут паролем и добавят ключи ещё раз."
                many="# ключей входа перестанут действовать: их владельцы войдут паролем и добавят ключи ещё раз."
                other="# ключа входа перестанут действовать: их владельцы войдут паролем и добавят ключи ещё раз."
              />
            </p>
          )}
        </Banner>
      )}
      {refused !== null && !pointed && (
        <Banner
          tone="danger"
          action={
            refused instanceof Problem &&
            refused.slug === "no-way-back" && (
              <Link href={routes.access} className={buttonClass("secondary", { small: true })}>
                <Trans>Задать пароль</Trans>
              </Link>
            )
          }
        >
          {inWords(refused)}
        </Banner>
      )}
      <Button type="submit" wide busy={busy} disabled={!draft.way}>
        <Trans>Сохранить и дальше</Trans>
      </Button>
    </form>
  );
}
