import { DatePicker, Label, RequiredAsterisk, Select, Stack, TextArea } from "@forge/react";
import React from "react";
import { useWords } from "./words";

/** Input controls of UI Kit, each with its label. */

interface Option {
  value: string;
  label: string;
}

interface ChoiceProps<V extends string> {
  id: string;
  label: string;
  options: readonly Option[];
  value: V | null;
  onChange: (value: V) => void;
}

/**
 * One of several. Always a list that opens: of a group of radio buttons the label would be lost, because UI Kit renames the ids of
 * labels and not what points to them.
 */
export function Pick<V extends string>({ id, label, options, value, onChange }: ChoiceProps<V>) {
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <Select
        inputId={id}
        name={id}
        options={[...options]}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option: Option | null) => option && onChange(option.value as V)}
      />
    </Stack>
  );
}

interface NoteProps {
  label: string;
  isRequired?: boolean;
  onType: (note: string) => void;
}

/** Text of some sentences. It keeps itself: see `DraftState.type`. */
export function Note({ label, isRequired = false, onType }: NoteProps) {
  return (
    <Stack>
      <Label labelFor="note">
        {label}
        {isRequired && <RequiredAsterisk />}
      </Label>
      <TextArea
        id="note"
        name="note"
        maxLength={2000}
        isRequired={isRequired}
        onChange={(event) => onType((event.target as HTMLTextAreaElement).value)}
      />
    </Stack>
  );
}

/** A day in the future. */
export function DateField({ value, onChange }: { value: string; onChange: (day: string) => void }) {
  const t = useWords();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return (
    <Stack>
      <Label labelFor="date">
        {t("field.date")}
        <RequiredAsterisk />
      </Label>
      <DatePicker id="date" name="date" minDate={tomorrow} value={value} onChange={onChange} isRequired />
    </Stack>
  );
}
