import { enliven } from './live.js';
import { tellTimes } from './times.js';
import './copy.js';

tellTimes(document);
setInterval(() => tellTimes(document), 20_000);
enliven(document.body);
