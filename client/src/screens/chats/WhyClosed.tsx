/** Why one may only read here, in place of the field; in a chat of two, with what can be done about it. */
import { Trans } from "@lingui/react/macro";
import { isSanctioned } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { momentInWords } from "@/kit";
import { DirectClosed } from "../direct/DirectClosed";

export function WhyClosed({ card }: { card: RoomCard }) {
  if (isSanctioned(card)) {
    const until = momentInWords(card.sanctionUntil as string);
    return <Trans>Пока здесь можно только читать: до {until}. Объявления школы приходят как всегда</Trans>;
  }
  if (card.direct && card.direct.state !== "open") return <DirectClosed card={card} direct={card.direct} />;
  if (card.hours && (card.mode === "discussion" || card.leads)) {
    const until = momentInWords(card.hours.until);
    if (card.hours.why === "lessons") return <Trans>Сейчас урок: писать можно {until}</Trans>;
    return <Trans>В эти часы чат отдыхает: писать можно {until}</Trans>;
  }
  if (card.mode === "announcements")
    return <Trans>Пишут классный руководитель и администратор. Вопрос можно задать в другом чате класса</Trans>;
  if (card.mode === "archived") return <Trans>Чат в архиве: его можно только читать</Trans>;
  if (card.mode === "readOnly") return <Trans>Сейчас чат открыт только для чтения</Trans>;
  return <Trans>Писать сюда могут не все. Спросите классного руководителя</Trans>;
}
