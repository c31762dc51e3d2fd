import { useRef } from "react";

// A key for what somebody means to do once: asking again with the same words after a broken connection acts once, other
// words are another intention.
export function useIntention(): { keyFor: (body: unknown) => string; done: () => void } {
  const last = useRef<{ body: string; key: string } | null>(null);
  return {
    keyFor(body) {
      const text = JSON.stringify(body);
      if (last.current?.body !== text) last.current = { body: text, key: randomKey() };
      return last.current.key;
    },
    done() {
      last.current = null;
    },
  };
}

// crypto.randomUUID is missing where the page came over plain HTTP from another machine.
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
