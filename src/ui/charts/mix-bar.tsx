import React from "react";
import { useFormats, useText } from "../language";
import { Legend } from "./legend";
import { FOCUSES, partsOf } from "./series";
import { StackedBar } from "./stacked-bar";

interface MixBarProps {
  mix: { items: number; strategic: number; tactical: number; unclear: number };
  /** What it is the mix of; read out before the numbers. */
  name: string;
  isThin?: boolean;
  hasLegend?: boolean;
  /** Where the work items of a focus are. */
  hrefOf?: (focus: (typeof FOCUSES)[number]) => string;
}

/** How much of some work items is strategic, tactical, or neither for sure. */
export function MixBar({ mix, name, isThin = false, hasLegend = false, hrefOf }: MixBarProps) {
  const text = useText();
  const { number, percent } = useFormats();
  const shareOf = (count: number): number => (mix.items === 0 ? 0 : count / mix.items);
  const label = text("overview.mix.label", {
    ...{ name, strategic: mix.strategic, tactical: mix.tactical, unclear: mix.unclear },
    ...{ strategicShare: shareOf(mix.strategic), tacticalShare: shareOf(mix.tactical) },
    unclearShare: shareOf(mix.unclear),
  });
  return (
    <>
      <StackedBar parts={partsOf(FOCUSES, mix)} label={label} isThin={isThin} />
      {hasLegend && (
        <Legend
          entries={FOCUSES.map((focus) => ({
            series: focus,
            name: text(`parts.focus.${focus}`),
            value: `${number(mix[focus])} · ${percent(shareOf(mix[focus]))}`,
            ...(hrefOf ? { href: hrefOf(focus) } : {}),
          }))}
        />
      )}
    </>
  );
}
