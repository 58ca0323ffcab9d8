/** Days and instants in ISO 8601, in UTC as everywhere in reports. */

export const DAY = 86_400_000;

/** The same time so many days later, or earlier, as an instant. Takes a day or an instant. */
export const addDays = (at: string, days: number): string => new Date(Date.parse(at) + days * DAY).toISOString();

/** Whether a text is a day that exists, as YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
