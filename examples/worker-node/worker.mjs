// A complete worker for Maestro in plain Node: takes runs, does them with a command of yours, proves what it did.
// Usage: node worker.mjs INVITE PROJECT 'COMMAND'   (or, with MAESTRO_TOKEN set: node worker.mjs STUDIO-URL PROJECT 'COMMAND')
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import Pusher from 'pusher-js';

const [, , address, project, command] = process.argv;
const [, studio, invite] = address.match(/^(https?:\/\/[^/]+)(?:\/.*\/([\w-]+))?\/?$/);
const home = process.env.WORKER_HOME ?? `${process.cwd()}/worker-home`;
const repository = `${home}/repository`;
const tokens = { access_token: process.env.MAESTRO_TOKEN };
const runs = new Map(); // run → { packet, child, cancelled, sent, upload }
const waiting = new Map(); // request → { text, done, failed }
let draining = false; // finishes what runs, takes nothing new

async function http(method, path, body, headers = {}) {
  const send = () => fetch(studio + path, { method, headers: { 'Content-Type': 'application/json', ...headers,
    ...(tokens.access_token && { Authorization: `Bearer ${tokens.access_token}` }) }, body: body && !Buffer.isBuffer(body) ? JSON.stringify(body) : body });
  let response = await send();
  if (response.status === 401 && tokens.refresh_token && !path.endsWith('/refresh')) { // an access token lives for minutes; a refresh token works once
    await (tokens.renewed ??= http('POST', '/api/v1/auth/refresh', { refresh_token: tokens.refresh_token }, { 'Idempotency-Key': tokens.refresh_token })
      .then((fresh) => Object.assign(tokens, fresh)).finally(() => { delete tokens.renewed; })); // asked again, it answers the same
    response = await send();
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text || '{}');
  throw new Error(`${method} ${path}: ${response.status} ${text}`);
}

// JSON-RPC on the session's channel. What was not answered when the link broke is said again after the next hello.
const say = (message) => channel.trigger('client-rpc', JSON.stringify({ jsonrpc: '2.0', ...message }));
const held = () => [...runs.values()].map(({ packet }) => ({ run: packet.run, fence: packet.fence }));
const call = (method, params, id = crypto.randomUUID()) => new Promise((done, failed) => {
  waiting.set(id, { id, method, params, done, failed });
  say({ id, method, params });
});
const insist = (method, params, pause = 1000) => call(method, params).catch(async (refused) => { // no room, or a fault of theirs: later it may work
  if (![-32008, -32099].includes(refused.code) || pause > 300_000) throw refused;
  await new Promise((done) => setTimeout(done, Math.min(pause, 30_000)));
  return insist(method, params, 2 * pause);
});
function heard({ id, method, params, result, error }) {
  if (method && id !== undefined) say({ id, result: {} });
  if (method === 'run.dispatch' && !draining && !runs.has(params.run)) dispatched(params); // while draining it is offered elsewhere
  if (method === 'run.cancel') cancel(params.run, params.fence);
  if (method === 'session.replaced') { [...runs.keys()].forEach((run) => cancel(run)); process.exit(0); }
  if (method === 'session.drain') { draining = true; leave(); }
  if (method || !waiting.has(id)) return;
  if (error) waiting.get(id).failed(Object.assign(new Error(JSON.stringify(error)), { code: error.code }));
  waiting.get(id).done(result);
  waiting.delete(id);
}
const leave = () => draining && runs.size === 0 && call('session.goodbye', { reason: 'drained' }).finally(() => process.exit(0));
async function hello() {
  const before = [...waiting.values()];
  const answer = await call('session.hello', { protocol: 1, client_version: 'worker-node', resume: runs.size > 0, runs: held() });
  answer.runs.filter(({ decision }) => decision === 'cancel').forEach(({ run }) => cancel(run));
  before.forEach(({ id, method, params }) => say({ id, method, params }));
  console.log('ready');
}
function cancel(run, fence = Infinity) {
  const live = runs.get(run);
  if (!live || live.packet.fence > fence) return;
  live.cancelled = true;
  if (live.child?.exitCode === null) process.kill(-live.child.pid, 'SIGKILL');
}
async function dispatched(packet) {
  const { run, fence, purpose } = packet;
  const live = runs.set(run, { packet, sent: 0, upload: Promise.resolve() }).get(run);
  try {
    await call('run.accept', { run, fence });
    const proof = await work(packet, live);
    if (!live.cancelled) await insist('run.complete', { run, fence, ...proof });
    console.log(`completed ${purpose} ${packet.task?.title ?? packet.plan_title}`);
  } catch ({ message, reason = 'internal', check }) {
    console.log(`failed ${purpose}: ${message}`);
    if (!live.cancelled) await insist('run.fail', { run, fence, reason, detail: message, check }).catch(console.log);
  }
  runs.delete(run);
  git(repository, 'worktree', 'remove', '--force', `${home}/${run}-${fence}`);
  leave();
}

async function work(packet, live) {
  const { run, fence, purpose, commit } = packet;
  const [place, branch] = [`${home}/${run}-${fence}`, `refs/heads/${packet.branch}`];
  need(git(repository, 'fetch', '--quiet', 'origin', packet.fetch_ref));
  const begun = purpose === 'develop' && git(repository, 'fetch', '--quiet', 'origin', branch).status === 0;
  need(git(repository, 'worktree', 'add', '--quiet', '--detach', place, begun ? 'FETCH_HEAD' : commit));
  if (packet.conflict) git(place, 'merge', '--no-commit', packet.conflict.epic_commit); // the command finds the markers
  await call('run.start', { run, fence, provider: 'command', model: null });
  if (purpose === 'check' || purpose === 'release') return { check: await checked(packet, live, place) };
  const { code, printed } = await shell(command, packet, live, place);
  if (code !== 0) throw failure('provider_crashed', `the command ended with ${code}`);
  if (purpose === 'review') {
    const [, word, reason = ''] = printed.match(/^VERDICT: (APPROVED|REJECTED)(?: — (.*))?$/m) ?? [];
    if (word) return { verdict: { approved: word === 'APPROVED', commit, reason, findings: [] } };
    throw failure('no_verdict', 'no line begins with VERDICT:');
  }
  need(git(place, 'add', '--all'));
  git(place, 'commit', '--quiet', '-m', `${packet.task.title}\n\nMaestro-Run: ${run}`);
  const head = need(git(place, 'rev-parse', 'HEAD'));
  const paths = need(git(place, 'diff', '--name-only', `${commit}...HEAD`)).split('\n').filter(Boolean);
  if (paths.length === 0 || head === packet.rejected) throw failure('no_changes', 'the command changed nothing');
  need(git(place, 'push', '--quiet', 'origin', `HEAD:${branch}`));
  return { proof: { commit: head, branch: packet.branch, clean: true, paths, check: packet.check && await checked(packet, live, place) } };
}

async function checked({ check: { command: line }, ...packet }, live, place) {
  const begun = Date.now();
  const { code, printed } = await shell(line, packet, live, place);
  const check = { command: line, exit_code: code, millis: Date.now() - begun, log_tail: printed.slice(-8000) };
  if (code === 0) return check;
  throw failure('checks_failed', 'the check failed', check);
}

function shell(line, { run, fence, purpose, task }, live, cwd) {
  const child = live.child = spawn('sh', ['-c', line], { cwd, detached: true, env: { ...process.env, MAESTRO_PURPOSE: purpose } });
  let printed = '';
  const append = (bytes) => { // goes to its offset: the same piece twice is harmless
    printed += bytes;
    live.upload = live.upload.then(() => http('POST', `/api/v1/runs/${run}/output?offset=${live.sent}`, gzipSync(bytes),
      { 'Content-Encoding': 'gzip', 'Maestro-Fence': `${fence}` })).then(({ size }) => { live.sent = size; }, console.log);
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', append);
  child.stdin.on('error', () => {}).end(JSON.stringify(task ?? {}, null, 2));
  return new Promise((done) => child.on('close', (code) => live.upload.then(() => done({ code: code ?? -1, printed }))));
}
const failure = (reason, message, check) => Object.assign(new Error(message), { reason, check });
const git = (cwd, ...words) => spawnSync('git', ['-c', 'user.name=Worker', '-c', 'user.email=worker@example.com', ...words], { cwd, encoding: 'utf8' });
const need = (done) => { if (done.status === 0) return done.stdout.trim(); throw new Error(`git: ${done.stderr}`); };

mkdirSync(home, { recursive: true });
if (invite) Object.assign(tokens, await http('POST', '/api/v1/auth/redeem', { token: invite, machine: 'worker-node' }));
const { remote_url } = await http('GET', `/api/v1/projects/${project}`);
if (!existsSync(repository)) need(git(home, 'clone', '--quiet', '--no-checkout', remote_url, 'repository'));
const session = await http('POST', '/api/v1/agent-sessions', { project, name: process.env.WORKER_NAME ?? 'worker-node',
  purposes: ['develop', 'review', 'check', 'release'], capacity: 1, machine: 'worker-node' });
const { hostname: wsHost, port, protocol } = new URL(studio);
const pusher = new Pusher(session.app_key, { cluster: 'none', wsHost, wsPort: port || 80, wssPort: port || 443,
  forceTLS: protocol === 'https:', enabledTransports: ['ws', 'wss'], channelAuthorization: { customHandler: (asked, done) =>
    http('POST', '/api/v1/broadcasting/auth', { socket_id: asked.socketId, channel_name: asked.channelName })
      .then((answer) => done(null, answer), done) } });
const channel = pusher.subscribe(session.channel);
channel.bind('pusher:subscription_succeeded', hello); // after each reconnect too
channel.bind('rpc', (message) => [message].flat().forEach(heard));
setInterval(() => channel.subscribed && call('session.heartbeat', { runs: held() })
  .then(({ gone }) => gone.forEach((run) => cancel(run)), console.log), session.heartbeat_seconds * 1000);
