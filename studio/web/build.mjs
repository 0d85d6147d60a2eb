// Bundles src/studio.js and src/studio.css into the directory named by the first argument.
// Nothing is done when the inputs are those of the last time, so that an ordinary build pays
// only for the start of node.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const out = resolve(process.argv[2] ?? '../target/classes/assets');
const stamp = resolve(out, '../../web.stamp');
const installed = 'node_modules/.installed';

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(basename(file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function contentOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

const sources = readdirSync('src').sort().map((name) => join('src', name));
const inputs = hashOf(['build.mjs', 'package-lock.json', ...sources]);
if (contentOf(stamp) === inputs && existsSync(join(out, 'hash'))) {
  process.exit(0);
}

const lock = hashOf(['package-lock.json']);
if (contentOf(installed) !== lock) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--loglevel=error'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  writeFileSync(installed, lock);
}

const esbuild = await import('esbuild');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await esbuild.build({
  entryPoints: ['src/studio.js', 'src/studio.css'],
  outdir: out,
  bundle: true,
  minify: true,
  sourcemap: false,
  target: 'es2022',
  legalComments: 'eof',
  logLevel: 'warning',
});
writeFileSync(join(out, 'favicon.svg'), readFileSync('src/favicon.svg'));
const files = readdirSync(out).sort();
writeFileSync(join(out, 'hash'), hashOf(files.map((name) => join(out, name))).slice(0, 16));
writeFileSync(join(out, 'files'), files.join('\n') + '\n');
mkdirSync(resolve(out, '../..'), { recursive: true });
writeFileSync(stamp, inputs);
