// The server writes times as UTC text, which stands where no script runs. Here they become what
// people read at a glance: "3 min ago", with the exact local time as the tool tip.
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const steps = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [604_800, 'day', 86_400],
];

function say(at, now) {
  const seconds = Math.round((at - now) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 5) {
    return 'just now';
  }
  for (const [below, unit, size] of steps) {
    if (distance < below) {
      return relative.format(Math.trunc(seconds / size), unit);
    }
  }
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(at);
}

export function tellTimes(root) {
  const now = Date.now();
  for (const element of root.querySelectorAll('time[datetime]')) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) {
      continue;
    }
    const text = say(at, now);
    if (element.textContent !== text) {
      element.textContent = text;
      element.title = exact.format(at);
    }
  }
}
