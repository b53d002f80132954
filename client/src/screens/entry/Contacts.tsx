/** Addresses and numbers by which one signs in: added by a code that is sent there. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import type { Access } from "@/concepts/identity/access";
import { Button, Card, Icon, IconButton, ListRow, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { renewAccess } from "./AccessScreen";
import { useAct } from "./entering";
import { ContactField, DigitsField, isContact } from "./ways";

export function Contacts({ access }: { access: Access }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  async function forget(id: string) {
    try {
      await call("DELETE", `/api/me/contacts/${id}`);
      await renewAccess();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  const possible = access.canEmail || access.canSms;
  if (!possible && access.contacts.length === 0) return null;
  return (
    <Card title={access.canSms ? <Trans>Почта и телефон для входа</Trans> : <Trans>Почта для входа</Trans>}>
      {access.contacts.length === 0 && !adding && (
        <p className="mb-3 text-muted">
          <Trans>Пока не указаны. С ними вы войдёте по коду из письма, даже если приглашение потеряно.</Trans>
        </p>
      )}
      <ul className="-mx-4">
        {access.contacts.map((one) => (
          <li key={one.id}>
            <ListRow
              start={<Icon name={one.kind === "email" ? "mail" : "phoneDevice"} className="text-muted" />}
              title={one.value}
              end={<IconButton icon="trash" label={t`Удалить ${one.value}`} onClick={() => void forget(one.id)} />}
            />
          </li>
        ))}
      </ul>
      {adding ? (
        <AddContact sms={access.canSms} onDone={() => setAdding(false)} />
      ) : (
        possible && (
          <Button weight="secondary" icon="plus" onClick={() => setAdding(true)}>
            <Trans>Добавить</Trans>
          </Button>
        )
      )}
    </Card>
  );
}

function AddContact({ sms, onDone }: { sms: boolean; onDone: () => void }) {
  const [contact, setContact] = useState("");
  const [request, setRequest] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const { busy, error, run } = useAct();
  function go(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      if (!request) {
        const body = { contact };
        setRequest((await call<{ requestId: string }>("POST", "/api/me/contacts/code-requests", { body })).requestId);
        return;
      }
      await call("POST", "/api/me/contacts", { body: { requestId: request, code } });
      await renewAccess();
      onDone();
    });
  }
  return (
    <form onSubmit={go} className="flex flex-col gap-4">
      {request ? (
        <DigitsField
          label={<Trans>Код, который пришёл на {contact}</Trans>}
          error={error}
          value={code}
          onValue={setCode}
        />
      ) : (
        <ContactField
          label={sms ? <Trans>Почта или телефон</Trans> : <Trans>Почта</Trans>}
          error={error}
          phone={sms}
          value={contact}
          onValue={setContact}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy} disabled={request ? code.length < 6 : !isContact(contact)}>
          {request ? <Trans>Подтвердить</Trans> : <Trans>Получить код</Trans>}
        </Button>
        <Button weight="secondary" onClick={onDone}>
          <Trans>Отмена</Trans>
        </Button>
      </div>
    </form>
  );
}
