/** Starts the client: theme, language, worker, then the app. */
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { i18n } from "./app/i18n";
import { queryClient } from "./app/session";
import { startTheme } from "./app/theme";
import { startWorker } from "./app/update";
import { arriving } from "./kit";
import "./styles.css";

startTheme();
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <I18nProvider i18n={i18n}>
        <App />
      </I18nProvider>
    </QueryClientProvider>
  </StrictMode>,
);
void startWorker();
arriving(() => import("./app/focus"))
  .then(({ keepFocus }) => keepFocus())
  .catch(() => {});
