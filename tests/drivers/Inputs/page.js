// Opens the HTML report in a real browser and uses it as a person would.
// usage: node page.js NPM_FOLDER CHROMIUM PAGE [FOLDER FOR SCREENSHOTS]
'use strict';
const [npm, executablePath, page, shots] = process.argv.slice(2);
const assert = require('assert');
const { chromium } = require(`${npm}/node_modules/playwright-core`);

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const problems = [], asked = [];
  async function open(options) {
    const tab = await (await browser.newContext(options)).newPage();
    tab.on('console', (message) => problems.push(message.text()));
    tab.on('pageerror', (error) => problems.push(String(error)));
    tab.on('dialog', (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(`file://${page}`);
    return tab;
  }
  const shot = async (tab, name) => { if (shots) await tab.screenshot({ path: `${shots}/${name}.png` }); };

  const tab = await open({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
  const items = () => tab.locator('.item').count();
  const all = await items();
  assert(all >= 3, `only ${all} findings`);
  console.log('opened:', await tab.textContent('#summary'));
  await shot(tab, 'light');

  // Filters, and a search that nothing matches.
  await tab.selectOption('#check', 'unawaited-task');
  const some = await items();
  assert(some > 0 && some < all);
  await tab.fill('#search', 'no such words');
  assert.equal(await items(), 0);
  assert.match(await tab.textContent('#list'), /Nothing matches/);
  await tab.click('#clear');
  await tab.selectOption('#status', '');
  assert(await items() >= all);
  await tab.fill('#search', 'locked across');
  assert(await items() > 0);
  console.log('filtered');

  // A witness, by the keyboard alone.
  await tab.keyboard.press('Escape');
  await tab.keyboard.press('k');
  await tab.keyboard.press('j');
  const steps = await tab.locator('.timeline li').count();
  assert(steps >= 2);
  assert.match(await tab.textContent('#where'), /step 1 of/);
  await tab.keyboard.press('n');
  assert.match(await tab.textContent('#where'), /step 2 of/);
  assert.match(await tab.textContent('.timeline [aria-current="step"] .role'), /Effect/);
  assert(await tab.locator('mark.on').count() > 0);
  await tab.keyboard.press('p');
  assert.match(await tab.textContent('#where'), /step 1 of/);
  await tab.keyboard.press('/');
  assert.equal(await tab.evaluate(() => document.activeElement.id), 'search');
  assert.match(new URL(tab.url()).hash, /^#[0-9a-f]{16}-\d+$/);
  console.log('followed');

  // Every control has a name, and none is out of the keyboard's reach.
  const nameless = await tab.evaluate(() => [...document.querySelectorAll('button, select, input')]
    .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).map((e) => e.outerHTML));
  assert.deepEqual(nameless, []);

  // Names of files and functions are text: no element came from them, and no script ran.
  const foreign = await tab.evaluate(() => [document.querySelectorAll('img, iframe, main script, main b:not(.help b)').length, window.hacked]);
  assert.deepEqual(foreign, [0, undefined]);

  const dark = await open({ viewport: { width: 1280, height: 860 }, colorScheme: 'dark' });
  assert.equal(await dark.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await dark.keyboard.press('j');
  await dark.keyboard.press('n');
  await shot(dark, 'dark');
  await dark.keyboard.press('t');
  assert.equal(await dark.evaluate(() => document.documentElement.dataset.theme), 'light');

  const phone = await open({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, colorScheme: 'light' });
  await shot(phone, 'phone-list');
  await phone.tap('.item >> nth=0');
  assert(await phone.isVisible('#back'));
  assert(!(await phone.isVisible('#list')));
  await shot(phone, 'phone-finding');
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert(wide <= 0, `the page is ${wide} pixels wider than the phone`);
  await phone.tap('#back');
  assert(await phone.isVisible('#list'));
  console.log('on a phone');

  await browser.close();
  assert.deepEqual(problems, []);
  assert.deepEqual(asked.filter((url) => !url.startsWith('file://')), []);
  console.log('no network, no complaint');
})().catch((error) => { console.error(error); process.exit(1); });
