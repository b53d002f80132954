/** What each act is called in the trail. An act without a word of its own is shown by its name. */
import { useLingui } from "@lingui/react/macro";

export function useActWords(): (act: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    createSchool: t`Школа создана`,
    appointFirstAdmin: t`Первый администратор`,
    recoverAdministration: t`Управление восстановлено по приказу`,
    printSignInCode: t`Выдан код входа`,
    setAddress: t`Изменён адрес школы`,
    answerPhoneTest: t`Проверка с телефона прошла`,
    editSchool: t`Изменены сведения о школе`,
    makeClass: t`Созданы классы`,
    editClass: t`Изменён класс`,
    bindClassTeacher: t`Классный руководитель`,
    bindTeacher: t`Учитель предмета`,
    markActivist: t`Актив класса`,
    addPupil: t`Добавлен ученик`,
    addStaff: t`Добавлен работник`,
    editPerson: t`Исправлены сведения о человеке`,
    importRoster: t`Загружен список`,
    transferPupil: t`Перевод ученика`,
    dismissStaff: t`Работник ушёл`,
    appointAdmin: t`Назначен администратор`,
    removeAdmin: t`Снят администратор`,
    appointHead: t`Назначен руководитель школы`,
    appointPosition: t`Должность`,
    endGuardianship: t`Связь с ребёнком прекращена`,
    markOffPlatform: t`Получает на бумаге`,
    deleteAnyMessage: t`Удалено сообщение`,
    sanctionMember: t`Запрет писать`,
    setRoomMode: t`Режим чата`,
    pinMember: t`Исключение в чате`,
    unpinMember: t`Исключение в чате снято`,
    fillGroup: t`Состав группы`,
    openSubjectChat: t`Открыт чат предмета`,
  };
  return (act) => words[act] ?? act;
}
