type Millis = number;

const QUARTER = 15 * 60 * 1000;
const MINUTE = 60 * 1000;

/** A time zone: how far its clocks are from UTC. Offsets are kept by quarter of an hour; no zone changes in between. */
export class Zone {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, Millis>();
  readonly name: string;

  constructor(name: string) {
    this.name = name;
    this.format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
    });
  }

  /** Jira's date format: `2026-03-02T04:00:00.000-0800`. */
  write(time: Millis): string {
    const offset = this.offset(time);
    const minutes = Math.abs(offset) / MINUTE;
    const sign = offset < 0 ? "-" : "+";
    const digits = String(Math.floor(minutes / 60) * 100 + (minutes % 60)).padStart(4, "0");
    return `${new Date(time + offset).toISOString().slice(0, -1)}${sign}${digits}`;
  }

  /** The time at which the zone's clocks show `local` (as if it were UTC). */
  toTime(local: Millis): Millis {
    const guess = local - this.offset(local);
    return local - this.offset(guess);
  }

  private offset(time: Millis): Millis {
    const quarter = Math.floor(time / QUARTER);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    const part: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(quarter * QUARTER)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute) - quarter * QUARTER;
    this.offsets.set(quarter, offset);
    return offset;
  }
}

/** The time at which clocks in `zone` show `local` (as if it were UTC). */
export const instantOf = (local: Millis, zone: string): Millis => new Zone(zone).toTime(local);
