import { begin, goTo, nextPage, signedIn, takeNotice } from './auth.js';
import { byId } from './dom.js';
import { accept, emailFault, filledIn, notice, onSubmit, refused, showable } from './form.js';

const email = byId('email');
const password = byId('password');

async function open() {
  const left = takeNotice();
  if (left.text) {
    notice(left.text, '');
  }
  if (left.email) {
    email.value = left.email;
  }
  (email.value ? password : email).focus();
  if (await signedIn()) {
    goTo(nextPage());
  }
}

onSubmit(byId('login'), async () => {
  notice(null);
  const right = accept({
    email: emailFault(email.value),
    password: password.value ? null : filledIn('', 'Enter your password.'),
  });
  if (!right) {
    return;
  }
  try {
    await begin('login', { email: email.value.trim(), password: password.value, remember: byId('remember').checked });
    goTo(nextPage());
  } catch (failure) {
    refused(failure, { email: 'email', password: 'password' });
    if (failure.status === 401) {
      password.select();
      password.focus();
    }
  }
});

showable();
open();
