// Two browsers, a Laravel page and a server program use the hub as their authors meant it; prints one line a fact.
// Says first where it takes webhooks, then reads the hub's port from its standard input.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline/promises';
import { once } from 'node:events';
import EchoModule from 'laravel-echo';
import PusherJs from 'pusher-js';
import Server from 'pusher';

const Pusher = PusherJs.Pusher ?? PusherJs.default ?? PusherJs;
const Echo = EchoModule.default ?? EchoModule;
const say = (fact) => console.log(fact);

const posts = [];
const hooks = createServer(async (request, response) => {
  let rawBody = '';
  for await (const part of request) rawBody += part;
  posts.push({ headers: request.headers, rawBody });
  hooks.emit('post');
  response.end();
}).listen(0, '127.0.0.1');
await once(hooks, 'listening');
say(`hooks ${hooks.address().port}`);

const port = Number(await createInterface({ input: process.stdin }).question(''));
const server = new Server({
  appId: 'app-1', key: 'key-1', secret: 'secret-1', host: '127.0.0.1', port: String(port), useTLS: false,
  encryptionMasterKeyBase64: Buffer.from('0123456789abcdef0123456789abcdef').toString('base64'),
});

const browser = (id, watchlist = []) =>
  new Pusher('key-1', {
    cluster: 'none', wsHost: '127.0.0.1', wsPort: port, forceTLS: false, enabledTransports: ['ws'], enableStats: false,
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, done) =>
        done(null, channelName.startsWith('presence-')
          ? server.authorizeChannel(socketId, channelName, { user_id: id, user_info: { name: `user ${id}` } })
          : server.authorizeChannel(socketId, channelName)),
    },
    userAuthentication: {
      customHandler: ({ socketId }, done) => done(null, server.authenticateUser(socketId, { id: String(id), watchlist })),
    },
  });
const next = (target, event) =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${event}`)), 20_000);
    const heard = (...what) => {
      clearTimeout(late);
      target.unbind(event, heard);
      resolve(what);
    };
    target.bind(event, heard);
  });
const entered = async (pusher, name) => {
  const channel = pusher.subscribe(name);
  const [members] = await next(channel, 'pusher:subscription_succeeded');
  return { channel, members };
};

// Presence
const ann = browser(1);
const bob = browser('bob');
const { channel: hers, members: first } = await entered(ann, 'presence-club');
say(`ann is ${first.me.id}, ${first.me.info.name}, one of ${first.count}`);
const added = next(hers, 'pusher:member_added');
const { channel: his, members } = await entered(bob, 'presence-club');
say(`bob sees ${members.count}: ${Object.keys(members.members).sort()}`);
say(`ann sees ${(await added)[0].id} come`);
let heard = next(hers, 'client-wave');
his.trigger('client-wave', { n: 1.5 });
const [wave, metadata] = await heard;
say(`ann hears ${JSON.stringify(wave)} of ${metadata.user_id}`);
heard = next(his, 'client-text');
hers.trigger('client-text', 'just text');
const [text, sender] = await heard;
say(`bob hears ${text} of ${JSON.stringify(sender.user_id)}`);

// The server program
heard = next(his, 'news');
let answer = await server.trigger(['presence-club', 'empty'], 'news', { grüße: 'an alle' },
  { socket_id: ann.connection.socket_id, info: 'user_count,subscription_count' });
say(`published ${await answer.text()}`);
say(`bob hears ${JSON.stringify((await heard)[0])}`);
heard = next(hers, 'two');
answer = await server.triggerBatch([{ channel: 'presence-club', name: 'one', data: 'x' }, { channel: 'presence-club', name: 'two', data: 'y' }]);
say(`batch ${await answer.text()}, ann hears ${(await heard)[0]}`);
answer = await server.get({ path: '/channels', params: { filter_by_prefix: 'presence-', info: 'user_count' } });
say(`channels ${await answer.text()}`);
answer = await server.get({ path: '/channels/presence-club/users' });
say(`users ${await answer.text()}`);

// Cache and encrypted channels
const cache = ann.subscribe('cache-prices');
await next(cache, 'pusher:cache_miss');
say('nothing cached yet');
await server.trigger('cache-prices', 'price', { eur: 7 });
const cached = bob.subscribe('cache-prices');
say(`bob is told ${JSON.stringify((await next(cached, 'price'))[0])}`);
const secret = (await entered(ann, 'private-encrypted-diary')).channel;
heard = next(secret, 'page');
await server.trigger('private-encrypted-diary', 'page', { dear: 'diary' });
say(`decrypted ${JSON.stringify((await heard)[0])}`);

// Subscription counts
const counted = ann.subscribe('counted');
await next(counted, 'pusher:subscription_count');
heard = next(counted, 'pusher:subscription_count');
bob.subscribe('counted');
say(`counted ${(await heard)[0].subscription_count}, and the library knows ${counted.subscriptionCount}`);

// Users
const cid = browser('cid', ['dan']);
await next(cid.connection, 'connected');
heard = next(cid.user.watchlist, 'offline');
cid.signin();
say(`dan is offline: ${(await heard)[0].user_ids}`);
heard = next(cid.user.watchlist, 'online');
const dan = browser('dan');
dan.signin();
say(`dan is online: ${(await heard)[0].user_ids}`);
// Cid may hear it before dan hears that he is signed in.
await dan.user.signinDonePromise;
const line = dan.user.serverToUserChannel;
if (!line.subscribed) await next(line, 'pusher:subscription_succeeded');
heard = next(dan.user, 'for-you');
await server.sendToUser('dan', 'for-you', { only: 'you' });
say(`dan is sent ${JSON.stringify((await heard)[0])}`);
const danRoom = dan.subscribe('presence-users');
say(`dan is ${(await next(danRoom, 'pusher:subscription_succeeded'))[0].me.id}`);
heard = next(dan.connection, 'disconnected');
await server.terminateUserConnections('dan');
await heard;
say('dan is disconnected for good');

// A Laravel page
const page = new Echo({ broadcaster: 'pusher', client: browser('eve') });
const other = new Echo({ broadcaster: 'pusher', client: browser('fay') });
const here = await new Promise((resolve) => { page.join('lounge').here(resolve); });
say(`here ${JSON.stringify(here)}`);
const joining = new Promise((resolve) => { page.join('lounge').joining(resolve); });
await new Promise((resolve) => { other.join('lounge').here(resolve); });
say(`joining ${JSON.stringify(await joining)}`);
const whispered = new Promise((resolve) => { page.join('lounge').listenForWhisper('typing', resolve); });
other.join('lounge').whisper('typing', { name: 'fay' });
say(`whispered ${JSON.stringify(await whispered)}`);
const listened = new Promise((resolve) => { page.join('lounge').listen('.order.shipped', resolve); });
await server.trigger('presence-lounge', 'order.shipped', { id: 7 });
say(`listened ${JSON.stringify(await listened)}`);
const leaving = new Promise((resolve) => { page.join('lounge').leaving(resolve); });
other.leave('lounge');
say(`leaving ${JSON.stringify(await leaving)}`);
const refused = browser('gus');
refused.config.channelAuthorizer = (_, done) => done(null, { auth: 'key-1:00' });
const gus = new Echo({ broadcaster: 'pusher', client: refused });
const status = await new Promise((resolve) => { gus.private('vault').error((error) => resolve(error.status)); });
say(`refused ${status}`);

// Webhooks
const told = new Set();
for (;;) {
  while (posts.length > 0) {
    const hook = server.webhook(posts.shift());
    if (!hook.isValid()) throw new Error('a webhook is not signed as it must be');
    hook.getEvents().forEach((event) => told.add(event.name));
  }
  if (told.has('member_removed') && told.has('client_event')) break;
  await once(hooks, 'post');
}
say(`webhooks ${[...told].sort()}`);
process.exit(0);
