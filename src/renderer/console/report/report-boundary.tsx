import { Component, type ReactNode } from 'react';

interface Props {
  /** Stands there instead when drawing failed. */
  fallback: ReactNode;
  children: ReactNode;
}

/** A report that cannot be drawn takes neither the conversation nor the rest of the ticket with it. */
export class ReportBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
