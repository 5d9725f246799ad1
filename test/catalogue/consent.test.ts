import { eligible } from '../../src/catalogue/index.js';
import { answering } from './cases.js';
import { old, who, young } from './customers.js';

const both = { consents: ['email', 'marketing', 'sms'] };

answering([
  [
    eligible({ channel: 'email', purpose: 'marketing' }),
    [
      ['has agreed to both', who({ ...old, ...both }), true],
      ['the channel alone', who({ consents: ['email'] }), false],
      ['the purpose alone', who({ consents: ['marketing'] }), false],
      ['suppressed on the channel', who({ ...both, suppressed: ['email'] }), false],
      ['suppressed on another one', who({ ...both, suppressed: ['sms'] }), true],
      ['silence is no agreement', who(old), false],
      ['a new customer', who({ ...young, ...both }), true],
    ],
  ],
]);
