// Options as one types them behind `lockstep detect`: words, quoted where they hold blanks. No shell reads them.
export function parseOptions(text: string): string[] {
  const words: string[] = [];
  for (const [, double, single, plain] of text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)) {
    words.push(double ?? single ?? plain);
  }
  return words;
}
