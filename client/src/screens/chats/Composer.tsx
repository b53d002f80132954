/** Where people write: a growing field, reply and edit above it, names by «@», the draft kept by itself. */
import { Trans, useLingui } from "@lingui/react/macro";
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useAuthors, useChats, useDraftReply } from "@/concepts/rooms/hooks";
import { fromWire, type Mentioned, toWire } from "@/concepts/rooms/mentions";
import type { Author, Message, RoomCard } from "@/contract/wire";
import { cx, desk, finger, Icon, useMedia } from "@/kit";
import { Above, MentionList } from "./later";
import { useMentionChoice } from "./useMentionChoice";

const longest = 4000;
const typingPause = 3000;

export type ComposerHandle = { focus: () => void; clear: () => void };
type ComposerProps = {
  card: RoomCard;
  editing: Message | null;
  onEditing: (message: Message | null) => void;
  onSend: (text: string, replyTo: number | null) => void;
  onEdit: (message: Message, text: string) => void;
  onEditLast: () => void;
  onEscape: () => void;
  /** Where files are chosen, if they may be sent here. */
  attaching?: React.ReactNode;
  ref: Ref<ComposerHandle>;
};

export function Composer({
  card,
  editing,
  onEditing,
  onSend,
  onEdit,
  onEditLast,
  onEscape,
  attaching,
  ref,
}: ComposerProps) {
  const { t } = useLingui();
  const chats = useChats();
  const authors = useAuthors(card.id);
  const touch = useMedia(finger);
  const onDesk = useMedia(desk);
  const field = useRef<HTMLTextAreaElement>(null);
  const typed = useRef(0);
  const listId = useId();
  const nameOf = (id: string) => authors.get(id)?.name;
  const [shown, setShown] = useState(() => fromWire(chats.drafts.of(card.id).text, nameOf).shown);
  const mentioned = useRef<Mentioned>(fromWire(chats.drafts.of(card.id).text, nameOf).mentioned);
  const choice = useMentionChoice(card, shown, field);

  const answered = useDraftReply(card.id);
  const before = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the edited message swaps the words
  useEffect(() => {
    if (editing) {
      before.current ??= shown;
      const words = fromWire(editing.text, nameOf);
      mentioned.current = new Map([...mentioned.current, ...words.mentioned]);
      setShown(words.shown);
    } else if (before.current !== null) {
      setShown(before.current);
      before.current = null;
    }
    if (editing) field.current?.focus();
  }, [editing]);
  useEffect(() => {
    if (onDesk) field.current?.focus();
  }, [onDesk]);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus(), clear: () => setShown("") }), []);
  useGrowing(field, shown);

  function write(next: string) {
    setShown(next);
    if (editing) return;
    chats.drafts.save(card.id, { text: toWire(next, mentioned.current) });
    const now = Date.now();
    if (next && now - typed.current > typingPause) {
      typed.current = now;
      chats.typing(card.id);
    }
  }

  function choose(author: Pick<Author, "id" | "name">) {
    const found = choice.found;
    if (!found) return;
    mentioned.current = new Map(mentioned.current).set(author.name, author.id);
    const caret = found.from + author.name.length + 2;
    write(`${shown.slice(0, found.from)}@${author.name} ${shown.slice(found.from + 1 + found.query.length)}`);
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
    field.current?.focus();
  }

  const wire = toWire(shown, mentioned.current);
  const ready = (wire.length > 0 || Boolean(editing?.attachments?.length)) && wire.length <= longest;
  function finish() {
    if (!ready) return;
    if (editing) {
      onEdit(editing, wire);
      onEditing(null);
    } else {
      onSend(wire, answered);
      setShown("");
      mentioned.current = new Map();
      typed.current = 0;
      chats.drafts.save(card.id, { text: "", replyTo: null });
    }
    field.current?.focus();
  }

  function putAside() {
    if (editing) onEditing(null);
    else chats.drafts.save(card.id, { replyTo: null });
  }

  function keys(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing || choice.keys(event, choose)) return;
    if (event.key === "Enter" && !event.shiftKey && !touch) {
      event.preventDefault();
      finish();
    } else if (event.key === "ArrowUp" && shown === "" && !editing) {
      event.preventDefault();
      onEditLast();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (editing || answered) putAside();
      else onEscape();
    } else if ((event.ctrlKey || event.metaKey) && (event.code === "KeyB" || event.code === "KeyI")) {
      event.preventDefault();
      mark(event.currentTarget, event.code === "KeyB" ? "**" : "_", write);
    }
  }

  const left = longest - wire.length;
  return (
    <div className="relative shrink-0 border-t border-line bg-surface px-2 pb-safe desk:px-4">
      {choice.people.length > 0 && <MentionList id={listId} choice={choice} onChoose={choose} />}
      {(answered || editing) && <Above room={card.id} editing={editing} answered={answered} onClose={putAside} />}
      <form
        className="mx-auto flex max-w-3xl items-end gap-1.5 py-2"
        onSubmit={(event) => {
          event.preventDefault();
          finish();
        }}
      >
        {!editing && attaching}
        <textarea
          ref={field}
          rows={1}
          value={shown}
          onChange={(event) => {
            write(event.target.value);
            choice.moved();
          }}
          onKeyDown={keys}
          onSelect={choice.moved}
          onBlur={() => chats.drafts.flush()}
          enterKeyHint={touch ? "enter" : "send"}
          placeholder={t`Сообщение`}
          aria-label={t`Сообщение в чат «${card.title}»`}
          aria-autocomplete="list"
          aria-controls={choice.people.length ? listId : undefined}
          aria-activedescendant={choice.people.length ? `${listId}-${choice.at}` : undefined}
          className="max-h-[38dvh] min-h-11 flex-1 resize-none rounded-3xl bg-sunken px-4 py-2.5 text-[1rem] leading-6 placeholder:text-muted focus-visible:outline-none"
        />
        {left < 200 && (
          <span className={cx("pb-3 text-xs tabular-nums", left < 0 ? "text-danger-text" : "text-muted")} role="status">
            {left}
          </span>
        )}
        <button
          type="submit"
          disabled={!ready}
          aria-label={editing ? t`Сохранить` : t`Отправить`}
          title={editing ? t`Сохранить` : t`Отправить`}
          // The field keeps the focus and the phone its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          className={cx(
            "flex size-11 shrink-0 items-center justify-center rounded-full transition-colors",
            ready ? "bg-accent text-on-accent active:bg-accent-press" : "bg-sunken text-muted",
          )}
        >
          <Icon name={editing ? "check" : "send"} size={21} />
        </button>
      </form>
    </div>
  );
}

/** Where a composer stands that may not write: why, and whom to ask. */
export function ClosedComposer({ children }: { children: React.ReactNode }) {
  return (
    <div className="flex min-h-14 shrink-0 items-center justify-center gap-2 border-t border-line bg-surface px-4 py-2.5 pb-safe text-center text-sm text-muted">
      <Icon name="lock" size={17} />
      <span>{children ?? <Trans>Писать сюда нельзя</Trans>}</span>
    </div>
  );
}

/** Grows with its words where the browser does not do it by itself. */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, words: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the words
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "0";
    element.style.height = `${element.scrollHeight}px`;
  }, [field, words]);
}

function mark(element: HTMLTextAreaElement, sign: string, write: (next: string) => void) {
  const { selectionStart: from, selectionEnd: to, value } = element;
  if (from === to) return;
  write(value.slice(0, from) + sign + value.slice(from, to) + sign + value.slice(to));
  requestAnimationFrame(() => element.setSelectionRange(from + sign.length, to + sign.length));
}
