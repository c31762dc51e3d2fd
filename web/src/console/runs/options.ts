// Options as one types them behind `lockstep detect`: words, quoted where they hold blanks. No shell reads them.
export function parseOptions(text: string): string[] {
  const words: string[] = [];
  for (const [, double, single, plain] of text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)) {
    words.push(double ?? single ?? plain);
  }
  return words;
}

// A file by its own name: where the server keeps it says nothing to people.
export function callFile(file: string): string {
  return (file.split("/").at(-1) || file).slice(-80);
}
