// Takes the pictures of this folder from a hub that runs.
//
//   npm install --no-save playwright-core
//   HUB_URL=http://127.0.0.1:8080 HUB_USER=admin HUB_PASSWORD=admin CHROMIUM=/usr/bin/chromium node docs/images/take-screenshots.mjs
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { chromium } from 'playwright-core';

const base = process.env.HUB_URL ?? 'http://127.0.0.1:8080';
const out = process.env.OUT ?? path.dirname(fileURLToPath(import.meta.url));
const flow = process.env.HUB_FLOW ?? 'customers';
const route = process.env.HUB_ROUTE ?? 'pull-pages';

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const complaints = [];
page.on('console', (message) => {
  if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
});
page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
const shoot = (name) => page.screenshot({ path: path.join(out, `${name}.png`) });

await page.goto(`${base}/hawtio`);
await page.waitForSelector('input[name=username]');
await shoot('sign-in');
await page.fill('input[name=username]', process.env.HUB_USER ?? 'admin');
await page.fill('input[name=password]', process.env.HUB_PASSWORD ?? 'admin');
await page.click('button[type=submit]');
await page.waitForURL(/\/hawtio/);

// The tabs of Hawtio come up one after the other: wait for what a picture is to show, then let it settle.
page.setDefaultTimeout(180000);
const settle = () => page.waitForTimeout(2500);
await page.getByText(flow, { exact: true }).first().click();
await page.getByText('LastStatus', { exact: true }).waitFor();
await settle();
await shoot('hawtio-flow');
await page.getByText('Camel', { exact: true }).first().click();
await page.locator('.react-flow__node').first().waitFor();
await page.getByText(route, { exact: true }).first().click();
// The diagram of all routes gives way to that of one.
await page.waitForFunction(() => {
  const boxes = document.querySelectorAll('.react-flow__node').length;
  return boxes > 0 && boxes < 50;
});
await settle();
await shoot('hawtio');
await page.getByText('Quartz', { exact: true }).first().click();
await page.getByText('quartzScheduler', { exact: true }).first().click();
await page.getByText('Triggers', { exact: true }).first().click();
await page.locator('td').first().waitFor();
await settle();
await shoot('hawtio-quartz');
await page.goto(`${base}/swagger-ui`);
await page.waitForSelector('.opblock');
await shoot('swagger-ui');

await browser.close();
if (complaints.length > 0) {
  console.error(complaints.join('\n'));
}
