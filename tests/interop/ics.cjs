// The dates of a calendar's series as npm's ical.js reads them, in UTC: node ics.cjs FILE COUNT
// Without COUNT, its single events.
const ICAL = require('ical.js').default || require('ical.js');

const [file, count] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(require('fs').readFileSync(file, 'utf8')));
calendar.getAllSubcomponents('vtimezone').forEach((zone) => ICAL.TimezoneService.register(new ICAL.Timezone(zone)));
const events = calendar.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e));
const utc = (time) => time.toJSDate().toISOString().replace('.000', '');
if (count === undefined) {
  events.forEach((e) => console.log(e.uid, utc(e.startDate)));
  process.exit(0);
}
const master = events.find((e) => !e.isRecurrenceException());
events.filter((e) => e.isRecurrenceException()).forEach((e) => master.relateException(e));
const dates = [];
const iterator = master.iterator();
for (let next = iterator.next(); next && dates.length < Number(count); next = iterator.next()) {
  dates.push(utc(master.getOccurrenceDetails(next).startDate));
}
console.log(master.uid, master.summary, dates.join(' '));
