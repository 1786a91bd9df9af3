import { ask, begin, goTo, leaveNotice, nextPage, passwordFault } from './auth.js';
import { byId } from './dom.js';
import { accept, emailFault, mark, notice, onSubmit, refused, showable } from './form.js';
import { showStrength } from './strength.js';

const email = byId('email');
const code = byId('code');
const password = byId('password');
const confirmation = byId('confirmation');
const SET_ALREADY = 'You have set a password already. Sign in with it.';
const FIELDS = { email: 'email', verification_code: 'code', password: 'password', password_confirmation: 'confirmation' };

/** The token of a mailed link; taken out of the address, so that it stays in no history. */
function linkToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? new URLSearchParams(location.search).get('token');
  if (token) {
    history.replaceState(null, '', location.pathname);
  }
  return token;
}

let token = linkToken();

function secondStep({ heading, lead, withCode, step }) {
  byId('step').textContent = step;
  byId('step').hidden = !step;
  byId('heading').textContent = heading;
  byId('lead').textContent = lead;
  byId('email-form').hidden = true;
  byId('password-form').hidden = false;
  byId('code-field').hidden = !withCode;
  byId('restart').hidden = false;
  byId('username').value = email.value.trim();
  (withCode ? code : password).focus();
}

function alreadySet() {
  leaveNotice(SET_ALREADY, email.value.trim());
  goTo('/login');
}

function found(answer) {
  if (answer.verification_required) {
    secondStep({
      step: 'Step 2 of 2',
      heading: 'Look into your mail',
      lead: `If ${email.value.trim()} is the address of an account, we have sent a code to it. Nothing after a minute? Look into the junk folder.`,
      withCode: true,
    });
  } else if (!answer.exists) {
    mark('email', answer.message || 'There is no account with this address.');
    email.focus();
  } else if (answer.has_password) {
    alreadySet();
  } else {
    secondStep({
      step: 'Step 2 of 2',
      heading: `Welcome, ${answer.data.name}`,
      lead: 'Choose a password for your account.',
      withCode: false,
    });
  }
}

onSubmit(byId('email-form'), async () => {
  notice(null);
  if (!accept({ email: emailFault(email.value) })) {
    return;
  }
  try {
    found(await ask('check-email', { email: email.value.trim() }));
  } catch (failure) {
    refused(failure, FIELDS);
  }
});

function codeFault() {
  const digits = code.value.replace(/\D/g, '');
  return byId('code-field').hidden || digits.length === 6 ? null : 'Enter the six digits from the email.';
}

onSubmit(byId('password-form'), async () => {
  notice(null);
  const right = accept({
    code: codeFault(),
    password: passwordFault(password.value),
    confirmation: confirmation.value === password.value ? null : 'The two passwords differ.',
  });
  if (!right) {
    return;
  }
  const chosen = { password: password.value, password_confirmation: confirmation.value };
  try {
    if (token) {
      await begin('set-password', { token, ...chosen });
    } else {
      const verified = byId('code-field').hidden ? {} : { verification_code: code.value.replace(/\D/g, '') };
      await begin('quick-setup', { email: email.value.trim(), ...verified, ...chosen });
    }
    goTo(nextPage());
  } catch (failure) {
    if (failure.status === 409) {
      alreadySet();
      return;
    }
    refused(failure, FIELDS);
  }
});

byId('again').addEventListener('click', async () => {
  try {
    await ask('check-email', { email: email.value.trim() });
    notice('A new code is on its way. Only the newest one counts.', '');
    mark('code', null);
    code.value = '';
    code.focus();
  } catch (failure) {
    refused(failure, FIELDS);
  }
});

byId('restart').addEventListener('click', () => {
  token = null;
});

showable();
showStrength(password, () => [email.value, ...email.value.split(/[@.]/)]);
if (token) {
  secondStep({ step: null, heading: 'Choose a password', lead: 'You are signed in with it right away.', withCode: false });
} else {
  email.focus();
}
