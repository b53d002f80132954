/** Classes by nomenclature: «1А–11В» or a pasted list; the preview says what will be made before it is made (A6). */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { makeClasses, type Nomenclature, previewClasses } from "@/concepts/school/school";
import { Banner, Button, Card, Field, TextArea, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { BuildingField } from "./BuildingField";

export function MakeClasses() {
  const { t } = useLingui();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [building, setBuilding] = useState<string | null>(null);
  const [preview, setPreview] = useState<Nomenclature | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");

  async function act(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused("");
    try {
      if (!preview) setPreview(await previewClasses(text));
      else {
        await makeClasses(text, building);
        await client.invalidateQueries({ queryKey: ["school"] });
        toast(t`Классы и их чаты готовы`);
        setText("");
        setPreview(null);
      }
    } catch (error) {
      setRefused(inWords(error));
    } finally {
      setBusy(false);
    }
  }

  const count = preview?.classes.length ?? 0;
  const made = plural(count, {
    one: "Создать # класс",
    few: "Создать # класса",
    many: "Создать # классов",
    other: "Создать # класса",
  });
  return (
    <Card title={<Trans>Завести классы</Trans>}>
      <form className="flex flex-col gap-3" onSubmit={(event) => void act(event)}>
        <Field
          label={<Trans>Какие классы есть в школе</Trans>}
          hint={t`Например: 1А–4Б, 5К, Солнышко; класс-комплект: 1-3`}
        >
          <TextArea
            value={text}
            maxLength={10000}
            onChange={(event) => {
              setText(event.target.value);
              setPreview(null);
            }}
          />
        </Field>
        <BuildingField label={<Trans>В каком здании</Trans>} value={building} onValue={setBuilding} />
        {preview && (
          <p>
            {preview.classes
              .slice(0, 60)
              .map((one) => one.title)
              .join(", ")}
          </p>
        )}
        {preview && preview.unclear.length > 0 && (
          <Banner tone="warn">
            <Trans>Не понял: {preview.unclear.join(", ")}. Эти записи пропущу.</Trans>
          </Banner>
        )}
        {refused && <Banner tone="danger">{refused}</Banner>}
        <Button type="submit" busy={busy} disabled={!text.trim() || (preview !== null && count === 0)}>
          {preview ? made : <Trans>Показать, что получится</Trans>}
        </Button>
      </form>
    </Card>
  );
}
