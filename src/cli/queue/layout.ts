import { createScreen, type Ink, type Screen } from "#core/render/terminal/screen";

/** What a frame is drawn for. */
export interface FrameOptions {
  colour: boolean;
  /** Columns and rows of the terminal. */
  width: number;
  height: number;
}

/** Room at the end of every line for the mark of what was cut. */
const MARGIN = 2;

/** Writes on a screen of its own and cuts what it says to a number of lines, the last one ending in an ellipsis. */
export function layOut({ colour, width }: FrameOptions, most: number, write: (screen: Screen) => void): string[] {
  const screen = createScreen({ colour, width: width - MARGIN });
  write(screen);
  const lines = screen.text().split("\n").slice(0, -1);
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1] ?? ""} …`] : lines;
}

const LABEL_WIDTH = 15;

/** Answers under one label, each of at most so many lines, in a column of their own. */
export function layOutField(options: FrameOptions, label: string, answers: readonly Ink[], most: number): string[] {
  return answers.flatMap((answer, index) =>
    layOut(options, most, (screen) => screen.field(index === 0 ? label : "", answer, 2, LABEL_WIDTH)),
  );
}
