// Rules with their dates, one JSON object a line, against npm's rrule in floating time. Prints how many agree, then those
// that do not.
const { RRule } = require('rrule');

const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
const wrong = [];
for (const line of lines) {
  const { rrule, anchor, dates, ended } = JSON.parse(line);
  const rule = new RRule({ ...RRule.parseString(rrule), dtstart: new Date(anchor * 1000) });
  const theirs = [];
  const most = dates.length + (ended ? 1 : 0); // of one that ended npm's must have no more
  rule.all((date, i) => {
    if (i < most) theirs.push(date.getTime() / 1000);
    return i + 1 < most;
  });
  if (JSON.stringify(theirs) !== JSON.stringify(dates)) wrong.push(`${rrule} from ${anchor}: ${dates} but ${theirs}`);
}
console.log(lines.length - wrong.length, 'of', lines.length);
wrong.forEach((w) => console.log(w));
