import { loyalCustomer, tenure } from '../../src/catalogue/index.js';
import { answering } from './cases.js';
import { asOf, daysBefore, did, old, who, young } from './customers.js';
import { bought, loyal, months } from './histories.js';

answering([
  [
    tenure,
    [
      ['days since the sign-up', who({ signedUpAt: daysBefore(1.5) }), 1.5],
      ['an earlier event does not count where there is one', who(young, [did('logged_in', 9)]), 2],
      ['without signedUpAt the first event counts', who({}, [did('logged_in', 1), did('logged_in', 7)]), 7],
      ['at the sign-up', who({ signedUpAt: asOf }), 0],
      ['before the sign-up', who({ signedUpAt: daysBefore(-3) }), -3],
      ['no events', who(old), 1000],
      ['without either', who({}), null],
    ],
  ],
  [
    loyalCustomer,
    [
      ['3 orders are enough', who(old, loyal), true],
      ['2 are not', who(old, bought(10, 100)), false],
      [
        'the third just less than 365 days ago',
        who(old, [...bought(10, 100), did('purchase', 365, {}, -1)]),
        true,
      ],
      ['the third exactly 365 days ago', who(old, bought(10, 100, 365)), false],
      ['activity in 9 months is enough', who(old, months(9)), true],
      ['in 8 is not', who(old, months(8)), false],
      ['known for exactly 180 days', who({ signedUpAt: daysBefore(180) }, loyal), true],
      ['known for just less', who({ signedUpAt: daysBefore(180, -1) }, loyal), false],
      [
        'active just less than 60 days ago',
        who(old, [...bought(100, 300, 320), did('logged_in', 60, {}, -1)]),
        true,
      ],
      ['active exactly 60 days ago', who(old, [...bought(100, 300, 320), did('logged_in', 60)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, bought(0, 0.5, 1)), false],
      ['without signedUpAt the first event counts', who({}, loyal), true],
      ['without signedUpAt a late first event is too young', who({}, bought(1, 2, 3)), false],
    ],
  ],
]);
