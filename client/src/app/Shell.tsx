/** The frame around every signed-in screen: bottom bar on a phone, a rail of 72 px on a desk. */
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, Suspense } from "react";
import { Link, useLocation } from "wouter";
import { useUnreadTotal } from "@/concepts/rooms/hooks";
import { arrives, Count, cx, Icon, OfflineStrip } from "@/kit";
import { useReach } from "@/sync/network";
import { HatAvatar } from "./HatSwitcher";
import { type Place, usePlaces } from "./places";
import { useMe } from "./session";
import { UpdateBanner } from "./update";

const RecoveryBanner = arrives(() => import("@/screens/recovery/RecoveryBanner"));

export function Shell({ children, wholePhone }: { children: ReactNode; wholePhone?: boolean }) {
  const me = useMe();
  const { reach, since } = useReach();
  const time = new Date(since).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });
  return (
    <div className="flex h-full flex-col desk:flex-row">
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <UpdateBanner />
        {reach === "offline" && <OfflineStrip since={time} />}
        {!wholePhone && me.abilities.includes("seeStaff") && (
          <Suspense fallback={null}>
            <RecoveryBanner />
          </Suspense>
        )}
        <div className="min-h-0 flex-1">{children}</div>
      </div>
      <BottomBar hidden={wholePhone} />
    </div>
  );
}

function Places({ row }: { row: (place: Place, here: boolean, unread: number) => ReactNode }) {
  const [address] = useLocation();
  const unread = useUnreadTotal();
  return usePlaces().map((place) =>
    row(place, address === place.route || address.startsWith(`${place.route}/`), place.icon === "chat" ? unread : 0),
  );
}

function Rail() {
  const { t } = useLingui();
  const logo = useMe().school?.logoId;
  return (
    <nav
      aria-label={t`Разделы`}
      className="hidden w-18 shrink-0 flex-col items-center gap-1 border-r border-line bg-page py-3 desk:flex"
    >
      {logo && <img src={`/api/logos/${logo}`} alt="" className="mb-2 size-12 object-contain" />}
      <HatAvatar />
      <div className="h-3" />
      <Places
        row={(place, here, unread) => (
          <Link
            key={place.route}
            href={place.route}
            aria-current={here ? "page" : undefined}
            className={cx(
              "relative flex w-16 flex-col items-center gap-0.5 text-center rounded-2xl py-2 text-xs font-medium transition-colors",
              here
                ? "bg-accent-soft text-accent-text"
                : "text-muted hoverable:hover:bg-sunken hoverable:hover:text-text",
            )}
          >
            <Icon name={place.icon} size={24} />
            {place.name}
            <span className="absolute top-1 right-1.5">
              <Count value={unread} label={t`Непрочитанных: ${unread}`} />
            </span>
          </Link>
        )}
      />
    </nav>
  );
}

function BottomBar({ hidden }: { hidden?: boolean }) {
  const { t } = useLingui();
  return (
    <nav
      aria-label={t`Разделы`}
      className={cx("shrink-0 border-t border-line bg-surface pb-safe desk:hidden", hidden && "hidden")}
    >
      <div className="flex">
        <Places
          row={(place, here, unread) => (
            <Link
              key={place.route}
              href={place.route}
              aria-current={here ? "page" : undefined}
              className={cx(
                "relative flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium",
                here ? "text-accent-text" : "text-muted",
              )}
            >
              <span className={cx("rounded-full px-4 py-0.5 transition-colors", here && "bg-accent-soft")}>
                <Icon name={place.icon} size={24} />
              </span>
              {place.name}
              <span className="absolute top-0.5 left-[calc(50%+8px)]">
                <Count value={unread} label={t`Непрочитанных: ${unread}`} />
              </span>
            </Link>
          )}
        />
      </div>
    </nav>
  );
}
