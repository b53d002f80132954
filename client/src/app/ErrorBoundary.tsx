/** The last net: a screen that broke says so in words, keeps what was typed (drafts live elsewhere) and offers a way on. */
import { Trans } from "@lingui/react/macro";
import { Component, type ReactNode } from "react";
import { ErrorState } from "@/kit";
import { HelpLine } from "./HelpLine";

type Props = { children: ReactNode; name: string };

export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: Props) {
    if (before.name !== this.props.name && this.state.error) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    // A lazy chunk of an older version is gone after an update: a reload brings the new one.
    const stale = /import|chunk|module script/i.test(error.message);
    return (
      <main className="flex h-full flex-col">
        <ErrorState
          whole
          title={stale ? <Trans>Страница обновилась</Trans> : <Trans>Этот экран не открылся</Trans>}
          onRetry={() => (stale ? location.reload() : this.setState({ error: null }))}
          code={`${this.props.name}: ${error.message}`}
        >
          <Trans>Ваши сообщения и черновики целы. Попробуйте открыть его ещё раз.</Trans>
        </ErrorState>
        <HelpLine />
      </main>
    );
  }
}
