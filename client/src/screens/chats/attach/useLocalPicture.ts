/** A photo that is not on the server yet is drawn from the device. */
import { useEffect, useState } from "react";
import type { OutItem } from "@/sync/outbox";

export function useLocalPicture(id: string, out: OutItem | null): string | null {
  const content = out?.files?.find((one) => one.id === id)?.content ?? null;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!content) return;
    const made = URL.createObjectURL(content);
    setAddress(made);
    return () => {
      setAddress(null);
      URL.revokeObjectURL(made);
    };
  }, [content]);
  return address;
}
