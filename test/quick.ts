import fc from 'fast-check';

// The quick loop: of each property as many trials as fit into this many milliseconds, and one at least.
fc.configureGlobal({ interruptAfterTimeLimit: 300 });
