import { Button, Inline, Label, Stack, Text, Textfield } from "@forge/react";
import React, { useState } from "react";
import type { PeopleAnswer } from "#forge/panel-contract";
import type { FieldsProps } from "./act-fields";
import { Note, Pick } from "./fields";
import { useWords } from "./words";

/** Who takes the work item over, and what is written where: said before anything is. */
export function HandOverFields({ draft, finding, owner, acts }: FieldsProps) {
  const t = useWords();
  const [found, setFound] = useState<PeopleAnswer>();
  const { to, isNow } = draft.now;
  const suggested = new Set(finding.suggestions.map(({ ref }) => ref));
  const people = [
    ...finding.suggestions.map(({ ref, name, reason }) => ({ ref, name, about: reason })),
    ...(found?.people ?? [])
      .filter(({ ref }) => !suggested.has(ref))
      .map(({ ref, name, role }) => ({ ref, name, about: t(`role.${role ?? "unknown"}`) })),
  ];
  const search = async (): Promise<void> => {
    const { wanted } = draft.now;
    setFound(await acts.findPeople(wanted));
    draft.choose({ searched: wanted });
  };
  return (
    <>
      {people.length > 0 && (
        <Pick
          id="to"
          label={t("field.person")}
          options={people.map(({ ref, name, about }) => ({ value: ref, label: t("person.is", { name, about }) }))}
          value={to?.ref ?? null}
          onChange={(ref) => draft.choose({ to: people.find((one) => one.ref === ref) ?? null })}
        />
      )}
      <Stack space="space.050">
        <Label labelFor="other">{t("field.other")}</Label>
        <Textfield
          id="other"
          name="other"
          maxLength={200}
          onChange={(event) => draft.type({ wanted: (event.target as HTMLInputElement).value })}
        />
        <Inline>
          <Button spacing="compact" onClick={() => void search()}>
            {t("search")}
          </Button>
        </Inline>
        {found && found.people.length === 0 && <Text>{found.refusal ?? t("search.none")}</Text>}
      </Stack>
      <Pick
        id="how"
        label={t("field.how")}
        options={[
          { value: "plan", label: t("how.plan") },
          { value: "now", label: t("how.now") },
        ]}
        value={isNow ? "now" : "plan"}
        onChange={(how) => draft.choose({ isNow: how === "now" })}
      />
      {to && (
        <Text>{t(isNow ? "hand-over.now" : "hand-over.plan", { from: owner?.name ?? t("nobody"), to: to.name })}</Text>
      )}
      <Note label={t("field.note")} onType={(note) => draft.type({ note })} />
    </>
  );
}
