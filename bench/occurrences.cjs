// Occurrences a second by npm's rrule: see occurrences.c. With a zone it does what it does for DTSTART;TZID.
const { RRule } = require('rrule');
const [text, from, seconds, tzid] = process.argv.slice(2);
const begin = process.hrtime.bigint();
const taken = () => Number(process.hrtime.bigint() - begin) / 1e9;
let n = 0;
do {
  const options = { ...RRule.parseString(text), dtstart: new Date(Number(from) * 1000) };
  n += new RRule(tzid ? { ...options, tzid } : options).all().length;
} while (taken() < Number(seconds));
console.log(Math.round(n / taken()));
