/** What can be done with a message: the menu, and the questions that some of its acts ask. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAuthors, useChats } from "@/concepts/rooms/hooks";
import { quick } from "@/concepts/rooms/signs";
import type { Message, RoomCard } from "@/contract/wire";
import { Button, Dialog, Icon, type MenuAct, MenuAt, type QuickAct } from "@/kit";
import { call } from "@/sync/http";
import { copyMessages } from "./copying";
import {
  EditsDialog,
  ForwardDialog,
  ReadersDialog,
  ReportDialog,
  SanctionDialog,
  SignPicker,
  WhoReacted,
} from "./later";
import { usePlaceActs } from "./placeActs";
import { useDeed } from "./useDeed";

export type MenuTarget = { message: Message; at: { x: number; y: number } };
type Question = {
  kind: "delete" | "report" | "readers" | "sanction" | "sign" | "who" | "forward" | "edits";
  message: Message;
} | null;
const changeable = 48 * 3_600_000;

type MenuProps = {
  card: RoomCard;
  target: MenuTarget | null;
  onClose: () => void;
  onReply: (message: Message) => void;
  onEdit: (message: Message) => void;
  onSign: (message: Message, sign: string, on: boolean) => void;
  onChoose: (message: Message) => void;
  onClosed: () => void;
};

export function MessageMenu({ card, target, onClose, onReply, onEdit, onSign, onChoose, onClosed }: MenuProps) {
  const { t } = useLingui();
  const chats = useChats();
  const authors = useAuthors(card.id);
  const [question, ask] = useState<Question>(null);
  const ofPlace = usePlaceActs(card);
  const may = (ability: string) => card.abilities.includes(ability);

  function acts({ message }: MenuTarget): MenuAct[] {
    const mine = message.authorId === chats.state.me;
    const young = Date.now() - Date.parse(message.sentAt) < changeable;
    const author = authors.get(message.authorId);
    const list: (MenuAct | false)[] = [
      may("post") && { icon: "reply", label: t`Ответить`, onAct: () => onReply(message) },
      { icon: "copy", label: t`Копировать`, onAct: () => void copyMessages([message], (id) => authors.get(id)?.name) },
      ...ofPlace(message),
      may("forward") && { icon: "send", label: t`Переслать`, onAct: () => ask({ kind: "forward", message }) },
      { icon: "checks", label: t`Выбрать`, onAct: () => onChoose(message) },
      mine &&
        young &&
        !message.poll &&
        may("post") && { icon: "edit", label: t`Изменить`, onAct: () => onEdit(message) },
      (mine || may("seeReaders")) && {
        icon: "checks",
        label: t`Кто прочитал`,
        onAct: () => ask({ kind: "readers", message }),
      },
      Boolean(message.reactions?.length) && {
        icon: "people",
        label: t`Кто отметил`,
        onAct: () => ask({ kind: "who", message }),
      },
      Boolean(message.editedAt) &&
        may("seeEdits") && { icon: "clock", label: t`Прежний текст`, onAct: () => ask({ kind: "edits", message }) },
      (!mine || may("deleteAnyMessage") || young) && "line",
      !mine &&
        may("reportMessage") && {
          icon: "report",
          label: t`Пожаловаться`,
          onAct: () => ask({ kind: "report", message }),
        },
      !mine &&
        may("sanctionMember") &&
        author?.verified === false && {
          icon: "mute",
          label: t`Разрешить автору только читать…`,
          onAct: () => ask({ kind: "sanction", message }),
        },
      ((mine && young) || may("deleteAnyMessage")) && {
        icon: "trash",
        label: t`Удалить у всех`,
        danger: true,
        onAct: () => ask({ kind: "delete", message }),
      },
    ];
    const shown = list.filter((act) => act !== false);
    return shown.at(-1) === "line" ? shown.slice(0, -1) : shown;
  }

  function signs({ message }: MenuTarget): QuickAct[] | undefined {
    if (!may("react")) return;
    const own = new Set(message.reactions?.filter((one) => one.mine).map((one) => one.sign));
    return [
      ...quick.map((sign) => ({
        label: own.has(sign) ? t`Убрать ${sign}` : t`Поставить ${sign}`,
        shown: sign,
        pressed: own.has(sign),
        onAct: () => onSign(message, sign, !own.has(sign)),
      })),
      {
        label: t`Другая реакция`,
        shown: <Icon name="plus" size={20} className="text-muted" />,
        onAct: () => ask({ kind: "sign", message }),
      },
    ];
  }

  const close = () => ask(null);
  const about = question?.message;
  const author = about && authors.get(about.authorId);
  return (
    <>
      <MenuAt
        label={t`Действия с сообщением`}
        at={target?.at ?? null}
        acts={target ? acts(target) : []}
        quick={target ? signs(target) : undefined}
        onClose={() => {
          onClose();
          if (!question && matchMedia("(pointer: fine)").matches) onClosed();
        }}
      />
      {question?.kind === "delete" && (
        <DeleteDialog
          card={card}
          message={question.message}
          mine={question.message.authorId === chats.state.me}
          onClose={close}
        />
      )}
      {question?.kind === "sign" && (
        <SignPicker
          message={question.message}
          onSign={(sign, on) => onSign(question.message, sign, on)}
          onClose={close}
        />
      )}
      {question?.kind === "forward" && <ForwardDialog card={card} messages={[question.message]} onClose={close} />}
      {question?.kind === "edits" && <EditsDialog card={card} message={question.message} onClose={close} />}
      {question?.kind === "who" && <WhoReacted card={card} message={question.message} onClose={close} />}
      {question?.kind === "report" && <ReportDialog card={card} message={question.message} onClose={close} />}
      {question?.kind === "readers" && <ReadersDialog card={card} message={question.message} onClose={close} />}
      {question?.kind === "sanction" && author && <SanctionDialog card={card} person={author} onClose={close} />}
    </>
  );
}

function DeleteDialog({
  card,
  message,
  mine,
  onClose,
}: {
  card: RoomCard;
  message: Message;
  mine: boolean;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const { busy, run } = useDeed(onClose);
  const remove = () => run(() => call("DELETE", `/api/rooms/${card.id}/messages/${message.position}`));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Удалить сообщение у всех?`}
      description={
        mine
          ? t`На его месте останется «Сообщение удалено».`
          : t`На его месте останется «Сообщение удалено модератором». Автор это увидит.`
      }
      cancels
      actions={
        <Button weight="danger" busy={busy} onClick={() => void remove()}>
          <Trans>Удалить у всех</Trans>
        </Button>
      }
    />
  );
}
