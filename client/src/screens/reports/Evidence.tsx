/** What was said, as it stood when it was reported: with five on each side, with files, and with what became of it since. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Nearby, Report } from "@/concepts/reports/reports";
import { plain } from "@/concepts/rooms/grammar";
import { Badge, cx, Icon, timeOf } from "@/kit";

export function Evidence({ report }: { report: Report }) {
  if (report.around.length === 0)
    return (
      <p className="bg-canvas px-4 py-3 text-muted">
        <Trans>Сообщений, которые видел пожаловавшийся, нет.</Trans>
      </p>
    );
  return (
    <ol className="flex flex-col gap-1 bg-canvas px-3 py-3">
      {report.around.map((message) => (
        <Line
          key={message.position}
          message={message}
          reported={message.position === report.position}
          files={`/api/reports/${report.id}/files`}
          nameOf={(id) => report.around.find((one) => one.author.id === id)?.author.name}
        />
      ))}
    </ol>
  );
}

type LineProps = {
  message: Nearby;
  reported: boolean;
  files: string;
  nameOf: (id: string) => string | undefined;
};

function Line({ message, reported, files, nameOf }: LineProps) {
  const { t } = useLingui();
  return (
    <li
      className={cx("max-w-full rounded-2xl px-3 py-1.5", reported ? "bg-danger-soft ring-1 ring-danger" : "bg-bubble")}
    >
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-semibold">{message.author.name}</span>
        <span className="text-muted">{message.author.badge}</span>
        {message.deleted && <Badge tone="warn">{t`в чате удалено`}</Badge>}
        {message.changed && <Badge tone="warn">{t`в чате изменено`}</Badge>}
        <time className="ml-auto text-xs text-muted" dateTime={message.sentAt}>
          {timeOf(message.sentAt)}
        </time>
      </p>
      {message.text && (
        <p className="wrap-anywhere whitespace-pre-wrap">
          {message.text
            .split("\n")
            .map((line) => plain(line, nameOf))
            .join("\n")}
        </p>
      )}
      {message.attachments.length > 0 && (
        <ul className="flex flex-wrap gap-2 py-1">
          {message.attachments.map((file) => (
            <li key={file.id}>
              <a
                href={`${files}/${file.id}/full`}
                target="_blank"
                rel="noopener noreferrer"
                className="flex min-h-11 max-w-full items-center gap-2 rounded-xl bg-sunken px-3 py-1 wrap-anywhere"
              >
                {file.preview ? (
                  <img src={`${files}/${file.id}/thumb`} alt="" className="size-16 rounded-lg object-cover" />
                ) : (
                  <Icon name="file" size={20} className="text-muted" />
                )}
                {file.name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
