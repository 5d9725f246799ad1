/** The script of the test page: it may be bundled only, and runs under a strict Content-Security-Policy. */
import { answers } from './browser-answers.js';

interface Page {
  readonly addEventListener: (
    type: string,
    listener: (event: Readonly<Record<string, unknown>>) => void,
  ) => void;
  readonly body: { textContent: string | null };
}

const page = (globalThis as unknown as { readonly document: Page }).document;
const violations: string[] = [];
page.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${String(event.violatedDirective)}: ${String(event.blockedURI)}`);
});

const result = answers();
// A violation is reported in a task of its own: leave it the time to arrive.
setTimeout(() => {
  page.body.textContent = JSON.stringify({ result, violations });
}, 100);
