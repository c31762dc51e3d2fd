import { ROLES, type Role } from "../api/types";
import { useWords } from "../words/words";

export function RoleChecks({ value, onChange }: { value: Role[]; onChange: (roles: Role[]) => void }) {
  const words = useWords();
  return (
    <fieldset className="checks">
      <legend>{words.people.roles}</legend>
      {ROLES.map((role) => (
        <label key={role} className="check">
          <input
            type="checkbox"
            checked={value.includes(role)}
            onChange={() => onChange(ROLES.filter((each) => value.includes(each) !== (each === role)))}
          />{" "}
          {words.roles[role]} <span className="soft">{words.role_means[role]}</span>
        </label>
      ))}
    </fieldset>
  );
}
