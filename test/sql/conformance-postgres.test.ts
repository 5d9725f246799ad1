import { conforms } from './conforms.js';
import { openPostgres } from './engines.js';

conforms(() => openPostgres());
