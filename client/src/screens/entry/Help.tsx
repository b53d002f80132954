/** Whom to ask, on every page of entry and of an error (issue 4, deliverable 4); known from the last visit when nobody answers. */
import { Trans } from "@lingui/react/macro";
import { useWelcome } from "./welcome";

export default function Help({ entering = false }: { entering?: boolean }) {
  const school = useWelcome().data?.school ?? remembered();
  return (
    <footer className="px-5 pb-6 text-center text-sm text-muted">
      {school?.helpPhone ? (
        <p>
          {entering ? (
            <Trans>Не получается войти? Позвоните в школу:</Trans>
          ) : (
            <Trans>Не помогло? Позвоните в школу:</Trans>
          )}{" "}
          <a className="inline-flex min-h-11 items-center text-accent-text underline" href={`tel:${school.helpPhone}`}>
            {school.helpPhone}
          </a>
          {school.helpHours && <span className="block">{school.helpHours}</span>}
        </p>
      ) : entering ? (
        <p>
          <Trans>Не получается войти? Новый код даст классный руководитель или администратор школы.</Trans>
        </p>
      ) : (
        <p>
          <Trans>Не помогло? Скажите классному руководителю или администратору школы.</Trans>
        </p>
      )}
    </footer>
  );
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem("parta.help") ?? "null") as { helpPhone: string; helpHours: string } | null;
  } catch {
    return null;
  }
}
