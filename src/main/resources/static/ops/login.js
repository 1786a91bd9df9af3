const token = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
if (token) {
  document.querySelector('input[name="_csrf"]').value = decodeURIComponent(token.slice('XSRF-TOKEN='.length));
}

const notices = {
  refused: 'This user and password do not match.',
  left: 'You are signed out.',
};
const notice = Object.keys(notices).find((key) => new URLSearchParams(location.search).has(key));
if (notice) {
  const place = document.getElementById('notice');
  place.textContent = notices[notice];
  place.classList.toggle('bad', notice === 'refused');
  place.hidden = false;
}
