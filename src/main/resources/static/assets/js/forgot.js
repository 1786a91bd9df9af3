import { ask } from './auth.js';
import { byId } from './dom.js';
import { accept, emailFault, notice, onSubmit, refused } from './form.js';

const email = byId('email');
const operation = new URLSearchParams(location.search).get('with') === 'odoo' ? 'odoo/reset-password' : 'forgot-password';

onSubmit(byId('forgot'), async () => {
  notice(null);
  if (!accept({ email: emailFault(email.value) })) {
    return;
  }
  try {
    await ask(operation, { email: email.value.trim() });
    byId('heading').textContent = 'Look into your mail';
    byId('lead').textContent = `If ${email.value.trim()} is the address of an account, a link is on its way. It may take a minute; look into the junk folder, too.`;
    byId('forgot').hidden = true;
    byId('heading').focus();
  } catch (failure) {
    refused(failure, { email: 'email' });
  }
});

email.focus();
