/** A value once it has stood still: what is typed is asked for when the fingers rest. */
import { useEffect, useState } from "react";

export function useLater<Value>(value: Value, pause = 250): Value {
  const [late, set] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return late;
}
