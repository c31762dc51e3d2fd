import type { Claim, NetworkData } from "../report/data";
import { plain } from "../words/text";

// For and against: the same width, type and place, so that a strong case looks no louder than a weak one.
export function ForAndAgainst({ network }: { network: NetworkData }) {
  return (
    <div className="halves">
      <Claims kind="for" heading="What speaks for it" claims={network.evidence_for} />
      <Claims kind="against" heading="What speaks against it" claims={network.evidence_against} />
    </div>
  );
}

function Claims({ kind, heading, claims }: { kind: "for" | "against"; heading: string; claims: Claim[] }) {
  return (
    <section className={`claims ${kind}`}>
      <h2>{heading}</h2>
      {claims.length === 0 ? (
        <p className="none">Nothing was found. That may only mean that this data cannot show it.</p>
      ) : (
        <ul>
          {claims.map((claim) => (
            <li key={claim.text}>
              <bdi>{claim.text}</bdi>
              {claim.accounts.length > 0 && <span className="soft small"> {sayAccounts(claim.accounts)}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function sayAccounts(accounts: string[]): string {
  const named = accounts
    .slice(0, 6)
    .map((account) => plain(account, 24))
    .join(", ");
  return accounts.length > 6 ? `${named} and ${accounts.length - 6} more` : named;
}
