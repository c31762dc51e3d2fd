import { Component, type ReactNode } from "react";

// A fault of a view takes down that view alone, and says so.
export class Guard extends Component<{ children: ReactNode }, { message: string | null }> {
  state = { message: null as string | null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  render() {
    if (this.state.message === null) return this.props.children;
    return (
      <p className="none" role="alert">
        This part could not be drawn ({this.state.message.slice(0, 200)}). The rest of the page is not affected.
      </p>
    );
  }
}
