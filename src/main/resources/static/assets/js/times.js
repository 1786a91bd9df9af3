/** When something is and what room there is, in the reader's way of writing. */
import { count, day, el } from './dom.js';

const languages = navigator.languages;
const full = new Intl.DateTimeFormat(languages, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' });

/** From when to when, in the reader's zone. */
export function times({ begins_at: begins, ends_at: ends, all_day: allDay }) {
  if (!begins) {
    return '';
  }
  if (allDay) {
    return ends && ends !== begins ? `${day(begins)} – ${day(ends)}` : day(begins);
  }
  return ends ? full.formatRange(new Date(begins), new Date(ends)) : full.format(new Date(begins));
}

/** A badge that says how many seats are left. */
export function seats(event) {
  if (event.seats_left === 0) {
    return el('span', { class: 'badge bad' }, 'Sold out');
  }
  if (!event.open) {
    return el('span', { class: 'badge' }, 'Registration closed');
  }
  if (event.seats_left === null) {
    return el('span', { class: 'badge good' }, 'Places free');
  }
  const text = event.seats_left === 1 ? 'One seat left' : `${count(event.seats_left)} seats left`;
  return el('span', { class: event.seats_left < 10 ? 'badge warn' : 'badge good' }, text);
}
