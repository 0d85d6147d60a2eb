// Talks to the hub as any web page would. Usage: node conversation.cjs PORT; prints one line a step.
const Pusher = require('pusher-js');

const port = Number(process.argv[2]);
const pusher = new Pusher('key-1', {
  cluster: 'none',
  wsHost: '127.0.0.1',
  wsPort: port,
  forceTLS: false,
  enabledTransports: ['ws'],
  enableStats: false,
  channelAuthorization: { endpoint: `http://127.0.0.1:${port}/auth` },
});

const say = (line) => console.log(line);

pusher.connection.bind('state_change', (change) => say(`state ${change.current}`));
pusher.connection.bind('error', (error) => say(`error ${JSON.stringify(error)}`));

const room = pusher.subscribe('private-room');
room.bind('pusher:subscription_succeeded', () => {
  say('subscribed private-room');
  room.trigger('client-hello', { from: 'pusher-js', n: 1.5 });
});
room.bind('greeting', (data) => {
  say(`greeting ${data.text}`);
  const closed = pusher.subscribe('private-closed');
  closed.bind('pusher:subscription_error', (error) => {
    say(`refused ${error.status}`);
    room.trigger('client-rpc', { done: true });
  });
});
pusher.connection.bind('disconnected', () => process.exit(0));
