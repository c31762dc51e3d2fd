import { useEffect } from "react";
import { useChoice, usePath } from "../address/address";
import { InZone, isZone } from "../words/times";
import { PublicNoticeView } from "./appeals/public_notice_view";
import { Bar } from "./frame/bar";
import { Desk } from "./frame/desk";
import { Asked } from "./frame/states";
import { OneTimeLinkView } from "./session/one_time_link_view";
import { SignInView } from "./session/sign_in_view";
import { SignedIn, useSession } from "./session/use_session";
import { SharedLanguage } from "./words/shared_language";
import { localeOf, useLanguage } from "./words/words";

// Which door somebody comes through: with a notice's private link, with a one-time link, or signed in.
export function App() {
  const path = usePath();
  const [zone] = useChoice("zone");
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <SharedLanguage>
      <InZone zone={zone !== null && isZone(zone) ? zone : "UTC"} resolution_seconds={1} locale={localeOf(language)}>
        <Door path={path} />
      </InZone>
    </SharedLanguage>
  );
}

function Door({ path: [first, second] }: { path: string[] }) {
  if (first === "notice" && second) {
    return (
      <Outside>
        <PublicNoticeView token={second} />
      </Outside>
    );
  }
  if ((first === "invitations" || first === "invitation") && second) {
    return (
      <Outside>
        <OneTimeLinkView token={second} />
      </Outside>
    );
  }
  return <Inside />;
}

function Inside() {
  const session = useSession();
  if (session.data)
    return (
      <SignedIn value={session.data}>
        <Desk />
      </SignedIn>
    );
  return (
    <Outside>
      <Asked query={session} is_page>
        {() => <SignInView />}
      </Asked>
    </Outside>
  );
}

// A page without anything behind it: for whoever has no account or is not in yet.
function Outside({ children }: { children: React.ReactNode }) {
  return (
    <>
      <Bar />
      <main id="content" className="outside" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
