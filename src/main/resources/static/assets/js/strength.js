/** How hard a password is to guess, by zxcvbn, which is large and therefore loaded when it is needed. */
import { byId } from './dom.js';

const WORDS = ['Very easy to guess', 'Easy to guess', 'Could be better', 'Good', 'Very good'];
const TYPED = 250;

function load() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/assets/zxcvbn/zxcvbn.js';
    script.addEventListener('load', () => resolve(window.zxcvbn));
    script.addEventListener('error', reject);
    document.head.append(script);
  });
}

function show(result) {
  byId('strength').dataset.score = result ? String(Math.max(1, result.score)) : '0';
  const advice = result && result.score < 3 ? [result.feedback.warning, ...result.feedback.suggestions].filter(Boolean)[0] : null;
  byId('strength-text').textContent = result ? `${WORDS[result.score]}.${advice ? ` ${advice.replace(/\.?$/, '.')}` : ''}` : '';
}

/**
 * Shows the strength of what is typed. Without the library the page works all the same; the server judges in the end.
 *
 * @param {HTMLInputElement} input
 * @param {function(): string[]} known words that are easy to guess for this person
 */
export function showStrength(input, known) {
  let library;
  let due;
  const judge = async () => {
    try {
      library ??= load();
      const zxcvbn = await library;
      show(input.value ? zxcvbn(input.value.slice(0, 100), known()) : null);
    } catch {
      show(null);
    }
  };
  input.addEventListener('focus', () => (library ??= load().catch(() => null)), { once: true });
  input.addEventListener('input', () => {
    clearTimeout(due);
    due = setTimeout(judge, TYPED);
  });
}
