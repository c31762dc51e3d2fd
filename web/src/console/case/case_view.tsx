import { useEffect, useRef } from "react";
import { choose, goTo, linkTo, useChoice } from "../../address/address";
import { DecisionPanel } from "../decision/decision_panel";
import { useKeys } from "../frame/keys";
import { Asked } from "../frame/states";
import { asChoices, useFilters } from "../queue/filters";
import { QueueRail } from "../queue/queue_rail";
import { useClaim, useQueue } from "../queue/use_queue";
import { useMay, useMe } from "../session/use_session";
import { CaseHead } from "./case_head";
import { CaseTabs } from "./case_tabs";
import { EvidenceTab, isEvidence } from "./evidence_tab";
import { HistoryTab } from "./history_tab";
import { MembersTab } from "./members_tab";
import { NotesTab } from "./notes_tab";
import { SimilarTab } from "./similar_tab";
import { type SeenCase, useCase } from "./use_case";

// One screen that answers what happened, how unlikely it is, what else could explain it and what is missing; the decision
// stands beside it on every tab.
export function CaseView({ case_id, tab }: { case_id: number; tab: string }) {
  const seen = useCase(case_id);
  return (
    <div className="desk">
      <QueueRail case_id={case_id} />
      <div className="case">
        <Asked query={seen} is_page>
          {(data) => <Case seen={data} tab={tab} />}
        </Asked>
      </div>
      {seen.data && <DecisionPanel seen={seen.data} />}
    </div>
  );
}

function Case({ seen, tab }: { seen: SeenCase; tab: string }) {
  const { case_id } = seen.summary;
  useCaseKeys(seen);
  return (
    <>
      <CaseHead seen={seen} />
      <CaseTabs seen={seen} tab={tab} />
      {isEvidence(tab) && <EvidenceTab case_id={case_id} tab={tab} snapshots={seen.snapshots} />}
      {tab === "members" && <MembersTab seen={seen} />}
      {tab === "similar" && <SimilarTab case_id={case_id} />}
      {tab === "notes" && <NotesTab case_id={case_id} />}
      {tab === "history" && <HistoryTab case_id={case_id} />}
    </>
  );
}

// c claims, n goes on in the queue that one came from, e opens the evidence of the member chosen, d the decision.
function useCaseKeys({ summary }: SeenCase): void {
  const filters = useFilters();
  const queue = useQueue(filters);
  const claim = useClaim();
  const me = useMe();
  const may = useMay();
  const [of] = useChoice("of");
  const cases = queue.data?.cases ?? [];
  const at = cases.findIndex((row) => row.case_id === summary.case_id);
  const place = useRef(0); // what was decided here leaves the queue; the next one has its place
  if (at >= 0) place.current = at + 1;
  const next = cases[at >= 0 ? at + 1 : place.current - 1] ?? cases.find((row) => row.case_id !== summary.case_id);
  useKeys({
    c: () => {
      if (may("analyst", "reviewer"))
        claim.mutate({ case_id: summary.case_id, claim: summary.claimed_by !== me.person_id });
    },
    n: () => next && goTo(linkTo(["cases", String(next.case_id)], asChoices(filters))),
    e: () =>
      goTo(
        linkTo(["cases", String(summary.case_id), "occasions"], {
          ...asChoices(filters),
          ...(of === null ? {} : { of }),
        }),
      ),
    d: () => document.getElementById("decision")?.focus(),
  });
}

// A member is named by account in links; the pictures count members by position in the snapshot.
export function useMemberOf(accounts: string[] | undefined): void {
  const [of] = useChoice("of");
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (of === null || accounts === undefined || last.current === of) return;
    last.current = of;
    const member = accounts.indexOf(of);
    if (member >= 0) choose({ member: String(member), "occasions.only": "1" }, "adjust");
  }, [of, accounts]);
}
