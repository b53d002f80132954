/** Light, dark or as the device says; the choice is kept on this device. */
import { useSyncExternalStore } from "react";

export type ThemeChoice = "auto" | "light" | "dark";
const key = "parta.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");
const watchers = new Set<() => void>();

function kept(): ThemeChoice {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto"; // a private window may refuse storage
  }
}

function paint(): void {
  const choice = kept();
  document.documentElement.dataset.theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
  for (const watcher of watchers) watcher();
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // kept only until the window closes
  }
  paint();
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, kept);
}

export function startTheme(): void {
  dark.addEventListener("change", paint);
  paint();
}
