import { useEffect } from "react";
import { linkTo, usePath } from "../../address/address";
import { AppealView } from "../appeals/appeal_view";
import { AppealsView } from "../appeals/appeals_view";
import { AuditView } from "../audit/audit_view";
import { CaseView } from "../case/case_view";
import { NoticeView } from "../notices/notice_view";
import { NoticesView } from "../notices/notices_view";
import { TemplatesView } from "../notices/templates_view";
import { OutboxView } from "../outbox/outbox_view";
import { PeopleView } from "../people/people_view";
import { PoliciesView } from "../policies/policies_view";
import { AccountSearch } from "../queue/account_search";
import { QueueView } from "../queue/queue_view";
import { ReviewView } from "../reviews/review_view";
import { ReviewsView } from "../reviews/reviews_view";
import { CompareView } from "../runs/compare_view";
import { NewRunView } from "../runs/new_run_view";
import { RunView } from "../runs/run_view";
import { RunsView } from "../runs/runs_view";
import { MeView } from "../session/me_view";
import { useMay } from "../session/use_session";
import { SettingsView } from "../settings/settings_view";
import { useWords } from "../words/words";

// Which page the address names.
export function Pages() {
  const path = usePath();
  const words = useWords();
  const [page, id] = path;
  useEffect(() => {
    const name = page && page in words.bar.pages ? words.bar.pages[page as keyof typeof words.bar.pages] : "";
    document.title = [id && /^\d+$/.test(id) ? `${name} ${id}` : name, "Lockstep"].filter(Boolean).join(" · ");
  }, [page, id, words]);
  return <Page path={path} />;
}

function Page({ path }: { path: string[] }) {
  const may = useMay();
  const [page, second, third, fourth] = path;
  const id = second !== undefined && /^[1-9]\d{0,15}$/.test(second) ? Number(second) : null;
  switch (page ?? (may("analyst", "reviewer", "auditor", "publisher", "appeals_reviewer") ? "cases" : "people")) {
    case "cases":
      return id === null ? <QueueView /> : <CaseView key={id} case_id={id} tab={third ?? "members"} />;
    case "accounts":
      return <AccountSearch />;
    case "appeals":
      return id === null ? <AppealsView /> : <AppealView key={id} appeal_id={id} />;
    case "reviews":
      return id === null ? <ReviewsView /> : <ReviewView key={id} review_id={id} tab={third ?? "members"} />;
    case "runs":
      if (second === "new") return <NewRunView />;
      if (id !== null && third === "compare") return <CompareView run_id={id} other={Number(fourth) || null} />;
      return id === null ? <RunsView /> : <RunView key={id} run_id={id} />;
    case "notices":
      return id === null ? <NoticesView /> : <NoticeView key={id} notice_id={id} />;
    case "templates":
      return <TemplatesView />;
    case "outbox":
      return <OutboxView />;
    case "policies":
      return <PoliciesView />;
    case "audit":
      return <AuditView tab={second ?? "history"} />;
    case "people":
      return <PeopleView />;
    case "settings":
      return <SettingsView />;
    case "me":
      return <MeView />;
    default:
      return <Nowhere />;
  }
}

function Nowhere() {
  const words = useWords().states;
  return (
    <>
      <h1>{words.nowhere}</h1>
      <p className="lead">{words.nowhere_hint}</p>
      <p>
        <a href={linkTo([])}>{words.home}</a>
      </p>
    </>
  );
}
