/** How much of the school's place for files is taken, and by whom most. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { sizeInWords } from "@/concepts/files/sizeInWords";
import { useStorage } from "@/concepts/files/storage";
import { Banner, Card, Progress } from "@/kit";
import { Asked } from "./Asked";

const nearlyFull = 0.9;

export function FilesPlace() {
  const { t } = useLingui();
  return (
    <Card title={<Trans>Файлы чатов</Trans>}>
      <Asked query={useStorage()}>
        {({ used, quota, files, owners }) => (
          <div className="flex flex-col gap-3">
            <p>
              <Trans>
                Занято {sizeInWords(used)} из {sizeInWords(quota)}
              </Trans>
              {" · "}
              <Plural value={files} one="# файл" few="# файла" many="# файлов" other="# файла" />
            </p>
            <Progress value={Math.min(1, used / quota)} label={t`Занято места`} />
            {used > quota * nearlyFull && (
              <Banner tone="warn">
                <Trans>
                  Место заканчивается: новые файлы скоро перестанут отправляться. Больше места даёт тот, кто обслуживает
                  сервер.
                </Trans>
              </Banner>
            )}
            {owners.length > 0 && (
              <ol className="flex flex-col divide-y divide-line">
                {owners.map((one) => (
                  <li key={one.personId} className="flex flex-wrap justify-between gap-x-3 py-2">
                    <span>{one.name}</span>
                    <span className="text-muted">
                      {sizeInWords(one.bytes)}
                      {" · "}
                      <Plural value={one.files} one="# файл" few="# файла" many="# файлов" other="# файла" />
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </div>
        )}
      </Asked>
    </Card>
  );
}
