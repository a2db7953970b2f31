// The dates of a calendar as npm's ical.js reads them, in UTC: node ics.cjs FILE COUNT
const ICAL = require('ical.js').default || require('ical.js');

const [file, count] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(require('fs').readFileSync(file, 'utf8')));
calendar.getAllSubcomponents('vtimezone').forEach((zone) => ICAL.TimezoneService.register(new ICAL.Timezone(zone)));
const events = calendar.getAllSubcomponents('vevent').map((e) => new ICAL.Event(e));
const master = events.find((e) => !e.isRecurrenceException());
events.filter((e) => e.isRecurrenceException()).forEach((e) => master.relateException(e));
const dates = [];
const iterator = master.iterator();
for (let next = iterator.next(); next && dates.length < Number(count); next = iterator.next()) {
  dates.push(master.getOccurrenceDetails(next).startDate.toJSDate().toISOString().replace('.000', ''));
}
console.log(master.uid, master.summary, dates.join(' '));
