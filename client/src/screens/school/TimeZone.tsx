/** The school's time zone, by the cities that people know; another one that was set elsewhere stays in the list. */
import { useLingui } from "@lingui/react/macro";
import { Field, Select } from "@/kit";

export function TimeZone({ value, onValue }: { value: string; onValue: (zone: string) => void }) {
  const { t } = useLingui();
  const zones: [string, string][] = [
    ["Europe/Kaliningrad", t`Калининград, МСК−1`],
    ["Europe/Moscow", t`Москва, МСК`],
    ["Europe/Samara", t`Самара, МСК+1`],
    ["Asia/Yekaterinburg", t`Екатеринбург, МСК+2`],
    ["Asia/Omsk", t`Омск, МСК+3`],
    ["Asia/Novosibirsk", t`Новосибирск, МСК+4`],
    ["Asia/Krasnoyarsk", t`Красноярск, МСК+4`],
    ["Asia/Irkutsk", t`Иркутск, МСК+5`],
    ["Asia/Yakutsk", t`Якутск, МСК+6`],
    ["Asia/Vladivostok", t`Владивосток, МСК+7`],
    ["Asia/Magadan", t`Магадан, МСК+8`],
    ["Asia/Kamchatka", t`Камчатка, МСК+9`],
  ];
  return (
    <Field label={t`Часовой пояс`}>
      <Select value={value} onChange={(event) => onValue(event.target.value)}>
        {!zones.some(([zone]) => zone === value) && <option value={value}>{value}</option>}
        {zones.map(([zone, name]) => (
          <option key={zone} value={zone}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
