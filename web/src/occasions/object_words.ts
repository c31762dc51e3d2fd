import type { NetworkData } from "../report/data";
import { plain } from "../words/text";
import type { Occasion } from "./occasions";

// What was shared, in words: the object's own name, and the text of a post about it where the name alone says nothing.
export function postedText(network: NetworkData, occasion: Occasion): string | null {
  const with_text = occasion.touches.find((touch) => touch.post >= 0 && network.posts.text[touch.post]);
  const text = with_text ? network.posts.text[with_text.post] : null;
  return text === network.objects.object[occasion.object] ? null : text;
}

// `veiled`: what is said instead where texts are veiled
export function sayObject(network: NetworkData, occasion: Occasion, veiled: string | null): string {
  if (veiled !== null) return veiled;
  return plain(postedText(network, occasion) ?? network.objects.object[occasion.object], 70);
}

export function hasTexts(network: NetworkData): boolean {
  return network.posts.text.some((text) => text !== null);
}
