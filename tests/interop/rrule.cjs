// Rules with their dates, one JSON object a line, against npm's rrule in floating time. Prints how many agree, then those
// that do not.
const { RRule } = require('rrule');

const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
const wrong = [];
for (const line of lines) {
  const { rrule, anchor, dates } = JSON.parse(line);
  const rule = new RRule({ ...RRule.parseString(rrule), dtstart: new Date(anchor * 1000) });
  const theirs = [];
  rule.all((date, i) => {
    if (i < dates.length) theirs.push(date.getTime() / 1000);
    return i + 1 < dates.length;
  });
  if (JSON.stringify(theirs) !== JSON.stringify(dates)) wrong.push(`${rrule} from ${anchor}: ${dates} but ${theirs}`);
}
console.log(lines.length - wrong.length, 'of', lines.length);
wrong.forEach((w) => console.log(w));
