// What ical.js computes from calendars: reads `[{ics, start, end}]` (ISO moments) as JSON from the file named in the
// arguments, writes for each the dates that meet its time as `[start, end, summary, status, location]`; whole days
// are written as days.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const said = (event, start, end) => [
  moment(start), moment(end), event.summary, event.component.getFirstPropertyValue("status"), event.location ?? "",
];

function* datesOf(component, last) {
  const all = component.getAllSubcomponents("vevent");
  const uid = (each) => each.getFirstPropertyValue("uid");
  const changed = all.filter((each) => each.hasProperty("recurrence-id"));
  const masters = all.filter((each) => !each.hasProperty("recurrence-id")).map(
    (each) => new ICAL.Event(each, { exceptions: changed.filter((other) => uid(other) === uid(each)) }),
  );
  const met = new Set();
  for (const master of masters) {
    if (!master.isRecurring()) {
      yield said(master, master.startDate, master.endDate);
      continue;
    }
    const steps = master.iterator();
    for (let next = steps.next(); next && next.compare(last) < 0; next = steps.next()) {
      met.add(`${master.uid} ${next.toUnixTime()}`);
      const { item, startDate, endDate } = master.getOccurrenceDetails(next);
      yield said(item, startDate, endDate);
    }
  }
  // An exception to a date that its rule does not give stands by itself.
  for (const each of changed.map((other) => new ICAL.Event(other))) {
    if (!met.has(`${each.uid} ${each.recurrenceId.toUnixTime()}`)) yield said(each, each.startDate, each.endDate);
  }
}

function read({ ics, end }) {
  ICAL.TimezoneService.reset();
  const component = new ICAL.Component(ICAL.parse(ics));
  for (const zone of component.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return [...datesOf(component, ICAL.Time.fromJSDate(new Date(end), true))];
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf8")).map(read)));
