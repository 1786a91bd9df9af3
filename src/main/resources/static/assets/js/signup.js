import { ask, beginWithOdoo, goTo, passwordFault } from './auth.js';
import { byId } from './dom.js';
import { accept, emailFault, filledIn, mark, notice, onSubmit, refused, showable } from './form.js';
import { showStrength } from './strength.js';

const email = byId('email');
const code = byId('code');
const who = byId('who');
const password = byId('password');
const confirmation = byId('confirmation');
const FIELDS = { email: 'email', name: 'who', verification_code: 'code', password: 'password', password_confirmation: 'confirmation' };

const digits = () => code.value.replace(/\D/g, '');

onSubmit(byId('email-form'), async () => {
  notice(null);
  if (!accept({ email: emailFault(email.value) })) {
    return;
  }
  try {
    await ask('signup', { email: email.value.trim() });
    byId('step').textContent = 'Step 2 of 2';
    byId('heading').textContent = 'Look into your mail';
    byId('lead').textContent = `We have sent a code to ${email.value.trim()}. Nothing after a minute? Look into the junk folder.`;
    byId('email-form').hidden = true;
    byId('password-form').hidden = false;
    byId('restart').hidden = false;
    byId('username').value = email.value.trim();
    code.focus();
  } catch (failure) {
    refused(failure, FIELDS);
  }
});

onSubmit(byId('password-form'), async () => {
  notice(null);
  const right = accept({
    code: digits().length === 6 ? null : 'Enter the six digits from the email.',
    who: filledIn(who.value, 'Enter your name.'),
    password: passwordFault(password.value),
    confirmation: confirmation.value === password.value ? null : 'The two passwords differ.',
  });
  if (!right) {
    return;
  }
  try {
    await beginWithOdoo('/api/auth/signup/confirm', {
      email: email.value.trim(),
      name: who.value.trim(),
      verification_code: digits(),
      password: password.value,
      password_confirmation: confirmation.value,
    });
    goTo('/portal');
  } catch (failure) {
    refused(failure, FIELDS);
  }
});

byId('again').addEventListener('click', async () => {
  try {
    await ask('signup', { email: email.value.trim() });
    notice('A new code is on its way. Only the newest one counts.', '');
    mark('code', null);
    code.value = '';
    code.focus();
  } catch (failure) {
    refused(failure, FIELDS);
  }
});

showable();
showStrength(password, () => [email.value, who.value, ...email.value.split(/[@.]/)]);
email.focus();
