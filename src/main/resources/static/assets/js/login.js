import { begin, beginWithOdoo, goTo, nextPage, SIGN_IN, signedIn, takeNotice } from './auth.js';
import { byId } from './dom.js';
import { accept, emailFault, filledIn, notice, onSubmit, refused, showable } from './form.js';

const email = byId('email');
const password = byId('password');

/** Users of Odoo sign in with their login there, which need not be an address. */
const withOdoo = new URLSearchParams(location.search).get('with') === 'odoo';

function dressForOdoo() {
  byId('heading').textContent = 'Sign in with Odoo';
  document.title = 'Sign in with Odoo';
  document.querySelector('label[for="email"]').textContent = 'Login';
  email.type = 'text';
  byId('remember').closest('.check').hidden = true;
  byId('customer-ways').hidden = true;
  byId('odoo-ways').hidden = false;
}

async function signIn() {
  if (withOdoo) {
    await beginWithOdoo(SIGN_IN, { login: email.value.trim(), password: password.value });
    goTo(nextPage(location.search, '/portal'));
  } else {
    await begin('login', { email: email.value.trim(), password: password.value, remember: byId('remember').checked });
    goTo(nextPage());
  }
}

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
    email: withOdoo ? filledIn(email.value, 'Enter your login.') : emailFault(email.value),
    password: password.value ? null : filledIn('', 'Enter your password.'),
  });
  if (!right) {
    return;
  }
  try {
    await signIn();
  } catch (failure) {
    refused(failure, { email: 'email', password: 'password' });
    if (failure.status === 401) {
      password.select();
      password.focus();
    }
  }
});

showable();
if (withOdoo) {
  dressForOdoo();
}
open();
