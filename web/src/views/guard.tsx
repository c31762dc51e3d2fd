import { Component, type ReactNode } from "react";
import { ViewWordsContext } from "../words/view_words";

// A fault of a view takes down that view alone, and says so.
export class Guard extends Component<{ children: ReactNode }, { message: string | null }> {
  static contextType = ViewWordsContext;
  declare context: React.ContextType<typeof ViewWordsContext>;
  state = { message: null as string | null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  render() {
    if (this.state.message === null) return this.props.children;
    return (
      <p className="none" role="alert">
        {this.context.not_drawn(this.state.message.slice(0, 200))}
      </p>
    );
  }
}
