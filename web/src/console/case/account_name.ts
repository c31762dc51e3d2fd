import { plain } from "../../words/text";

// How an account is called in a line: by handle where one is known, cut where it is longer than a line.
export function callAccount(account: { account_id: string; handle?: string | null }, limit = 48): string {
  const handle = account.handle ? (account.handle.startsWith("@") ? account.handle : `@${account.handle}`) : null;
  return plain(handle ?? account.account_id, limit);
}
