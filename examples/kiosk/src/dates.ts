/** Dates as they are said in Italy. The platform writes moments in the time of Rome, so their first ten letters are the day. */
const ZONE = "Europe/Rome";

const day = writer({ weekday: "long", day: "numeric", month: "long" });
const dayOfYear = writer({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const dayOnly = writer({ day: "numeric", month: "long" });
const hour = writer({ hour: "2-digit", minute: "2-digit" });
const iso = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE });

export const WEEKDAYS = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"] as const;

export const today = () => iso.format(new Date());
export const isoDay = (moment: string) => moment.slice(0, 10);
export const sayDay = (of: string) => day.format(noon(of));
export const sayDayOnly = (of: string) => dayOnly.format(noon(of));
export const sayDayOfYear = (of: string) => dayOfYear.format(noon(of));
export const sayHour = (moment: string) => hour.format(new Date(moment));

/** Return the day so many days after another, as YYYY-MM-DD. */
export function daysFrom(first: string, days: number): string {
  const found = noon(first);
  found.setUTCDate(found.getUTCDate() + days);
  return iso.format(found);
}

/** Say when something is, such as "15:00–17:00"; what ends on another day says which. */
export function sayHours(date: { starts_at: string; ends_at: string; all_day: boolean }): string {
  const first = isoDay(date.starts_at);
  const last = isoDay(date.ends_at);
  if (date.all_day) return "tutto il giorno";
  if (first === last) return `${sayHour(date.starts_at)}–${sayHour(date.ends_at)}`;
  return `dalle ${sayHour(date.starts_at)} di ${sayDay(first)} alle ${sayHour(date.ends_at)} di ${sayDay(last)}`;
}

/** Put dates under their days, in order; what began earlier and goes on stands under today. */
export function byDay<Dated extends { starts_at: string }>(dates: readonly Dated[]): [string, Dated[]][] {
  const first = today();
  const days = new Map<string, Dated[]>();
  for (const date of dates) {
    const own = isoDay(date.starts_at);
    const under = own < first ? first : own;
    days.set(under, [...(days.get(under) ?? []), date]);
  }
  return [...days].sort(([one], [other]) => one.localeCompare(other));
}

/** Return the first day with dates of each week, in order; a week begins on Monday. */
export function weekStarts(dates: readonly { starts_at: string }[]): string[] {
  const starts = new Map<string, string>();
  for (const [day] of byDay(dates)) {
    const monday = daysFrom(day, -((noon(day).getUTCDay() + 6) % 7));
    if (!starts.has(monday)) starts.set(monday, day);
  }
  return [...starts.values()];
}

function writer(options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat("it-IT", { timeZone: ZONE, ...options });
}

function noon(of: string): Date {
  return new Date(`${isoDay(of)}T12:00:00Z`);
}
