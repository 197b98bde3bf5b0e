// Reads calendars with ical.js: a JSON list of texts comes in, and for each text its jCal (RFC 7265) goes
// out, with the start and end of every event in UTC as the VTIMEZONE of that same text gives them.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

function utc(property) {
  if (!property) return null;
  const time = property.getFirstValue();
  return time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function read(text) {
  ICAL.TimezoneService.reset();
  const jcal = ICAL.parse(text);
  const calendar = new ICAL.Component(jcal);
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent");
  return {
    jcal,
    times: events.map((event) => [utc(event.getFirstProperty("dtstart")), utc(event.getFirstProperty("dtend"))]),
  };
}

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(read)));
