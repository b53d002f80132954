/** Photos over the whole screen: swiped, enlarged, saved; Esc or a pull down closes. */
import { useLingui } from "@lingui/react/macro";
import Lightbox from "yet-another-react-lightbox";
import Counter from "yet-another-react-lightbox/plugins/counter";
import Download from "yet-another-react-lightbox/plugins/download";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import "yet-another-react-lightbox/plugins/counter.css";
import type { Attachment } from "@/contract/wire";
import { addressOf } from "./addressOf";

export default function Viewer(props: { photos: readonly Attachment[]; at: number; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Lightbox
      open
      close={props.onClose}
      index={props.at}
      slides={props.photos.map((photo) => ({
        src: addressOf(photo, "screen"),
        width: photo.width,
        height: photo.height,
        alt: photo.name,
        download: { url: addressOf(photo, "full"), filename: photo.name },
      }))}
      plugins={props.photos.length > 1 ? [Counter, Download, Zoom] : [Download, Zoom]}
      carousel={{ finite: true }}
      controller={{ closeOnPullDown: true, closeOnBackdropClick: true }}
      labels={{
        Previous: t`Предыдущее фото`,
        Next: t`Следующее фото`,
        Close: t`Закрыть`,
        Download: t`Скачать`,
        "Zoom in": t`Увеличить`,
        "Zoom out": t`Уменьшить`,
        Lightbox: t`Просмотр фото`,
        "Photo gallery": t`Фото сообщения`,
        Carousel: t`Фото по порядку`,
        Slide: t`Фото`,
        "{index} of {total}": t`{index} из {total}`,
      }}
    />
  );
}
