import type { Claim, NetworkData } from "../report/data";
import { plain } from "../words/text";
import { ProgramText, useViewWords, type ViewTexts } from "../words/view_words";

// For and against: the same width, type and place, so that a strong case looks no louder than a weak one.
export function ForAndAgainst({ network }: { network: NetworkData }) {
  const words = useViewWords().claims;
  return (
    <div className="halves">
      <Claims kind="for" heading={words.for} claims={network.evidence_for} />
      <Claims kind="against" heading={words.against} claims={network.evidence_against} />
    </div>
  );
}

function Claims({ kind, heading, claims }: { kind: "for" | "against"; heading: string; claims: Claim[] }) {
  const words = useViewWords().claims;
  return (
    <section className={`claims ${kind}`}>
      <h2>{heading}</h2>
      {claims.length === 0 ? (
        <p className="none">{words.none}</p>
      ) : (
        <ul>
          {claims.map((claim) => (
            <li key={claim.text}>
              <ProgramText>{claim.text}</ProgramText>
              {claim.accounts.length > 0 && <span className="soft small"> {sayAccounts(claim.accounts, words)}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function sayAccounts(accounts: string[], words: ViewTexts["claims"]): string {
  const named = accounts
    .slice(0, 6)
    .map((account) => plain(account, 24))
    .join(", ");
  return accounts.length > 6 ? words.more(named, accounts.length - 6) : named;
}
