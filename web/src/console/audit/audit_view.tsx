import { Tabs } from "../case/case_tabs";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { AgreementTable } from "./agreement_table";
import { HistorySearch } from "./history_search";
import { KeptView } from "./kept_view";
import { LogChecks } from "./log_checks";
import { ReversalTable } from "./reversal_table";

// For those who read everything and change nothing: what happened, whether the record holds, how well people agree.
export function AuditView({ tab }: { tab: string }) {
  const words = useWords().audit;
  const is_auditor = useMay()("auditor");
  const tabs: [string, string][] = is_auditor
    ? [
        ["history", words.history],
        ["log", words.log],
        ["kept", words.kept],
        ["quality", words.quality],
      ]
    : [["quality", words.quality]];
  const shown = is_auditor ? tab : "quality";
  return (
    <>
      <h1>{words.title}</h1>
      <Tabs label={words.title} tabs={tabs} tab={shown} path={["audit"]} />
      {shown === "history" && <HistorySearch />}
      {shown === "log" && <LogChecks />}
      {shown === "kept" && <KeptView />}
      {shown === "quality" && (
        <>
          <AgreementTable />
          {is_auditor && <ReversalTable />}
        </>
      )}
    </>
  );
}
