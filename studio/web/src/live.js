// Keeps an open page true. The server says on the page's channels that something happened; the
// page then fetches its own main part again and morphs into it, so that focus, scroll position and
// half-written text stay. Without script, or while the link is down, a reload shows the same.
import { Idiomorph } from 'idiomorph';
import Pusher from 'pusher-js';
import { RunOutput } from './output.js';
import { tellTimes } from './times.js';

const PAUSE_BETWEEN_FETCHES = 200;

export function enliven(body) {
  const channels = (body.dataset.liveChannels ?? '').split(' ').filter(Boolean);
  if (channels.length === 0 || !body.dataset.liveKey) {
    return;
  }
  const output = RunOutput.find();
  const fresh = coalesced(() => refetch(output));
  const pusher = connect(body.dataset.liveKey);
  let subscribed = 0;
  pusher.connection.bind('state_change', ({ current }) => {
    document.getElementById('live').hidden = current === 'connected' || current === 'connecting';
  });
  for (const name of channels) {
    const channel = pusher.subscribe(name);
    channel.bind('rpc', fresh);
    channel.bind('output', (chunk) => output?.take(chunk));
    // Also after every new connection: whatever was said meanwhile was not heard.
    channel.bind('pusher:subscription_succeeded', () => {
      subscribed++;
      body.dataset.live = subscribed >= channels.length ? 'yes' : 'no';
      fresh();
      output?.catchUp();
    });
  }
}

function connect(key) {
  const secure = location.protocol === 'https:';
  const port = Number(location.port) || (secure ? 443 : 80);
  return new Pusher(key, {
    cluster: '',
    wsHost: location.hostname,
    wsPort: port,
    wssPort: port,
    forceTLS: secure,
    enabledTransports: ['ws', 'wss'],
    disableStats: true,
    channelAuthorization: {
      endpoint: '/api/v1/broadcasting/auth',
      transport: 'ajax',
      headers: { 'X-CSRF-Token': document.querySelector('meta[name=csrf]')?.content ?? '' },
    },
  });
}

// One fetch at a time, none while nobody looks, and never more than five a second.
function coalesced(fetchOnce) {
  let wanted = false;
  let busy = false;
  async function run() {
    if (busy || document.hidden) {
      return;
    }
    busy = true;
    while (wanted && !document.hidden) {
      wanted = false;
      try {
        await fetchOnce();
      } catch {
        // The link is down; the next subscription asks again.
      }
      await new Promise((done) => setTimeout(done, PAUSE_BETWEEN_FETCHES));
    }
    busy = false;
  }
  document.addEventListener('visibilitychange', run);
  return () => {
    wanted = true;
    run();
  };
}

async function refetch(output) {
  const response = await fetch(location.href, {
    headers: { 'Maestro-Fragment': 'main' },
    credentials: 'same-origin',
  });
  if (response.redirected) {
    location.reload();
    return;
  }
  const html = response.ok ? await response.text() : '';
  if (!html.trimStart().startsWith('<main')) {
    return;
  }
  const main = document.getElementById('main');
  Idiomorph.morph(main, html, {
    morphStyle: 'outerHTML',
    ignoreActiveValue: true,
    restoreFocus: true,
    callbacks: { beforeNodeMorphed, beforeAttributeUpdated, beforeNodeRemoved },
  });
  const now = document.getElementById('main');
  document.title = now.dataset.title;
  tellTimes(now);
  output?.settle();
}

function beforeNodeMorphed(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    return true;
  }
  if (old.id === 'output') {
    // Its text grows by the run's own channel; only its facts come with the page.
    old.dataset.ended = next.dataset?.ended ?? old.dataset.ended;
    return false;
  }
  if (old.tagName === 'TIME') {
    return old.getAttribute('datetime') !== next.getAttribute?.('datetime');
  }
  return !isHalfWritten(old);
}

function beforeNodeRemoved(node) {
  return !(node.nodeType === Node.ELEMENT_NODE && isHalfWritten(node));
}

// What a person opened stays open.
function beforeAttributeUpdated(name, node) {
  return !(name === 'open' && node.tagName === 'DETAILS');
}

function isHalfWritten(element) {
  return (
    (element.tagName === 'TEXTAREA' || element.tagName === 'INPUT') &&
    element.type !== 'hidden' &&
    element.value !== element.defaultValue
  );
}
