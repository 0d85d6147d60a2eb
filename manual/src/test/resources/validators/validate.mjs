// node validate.mjs asyncapi|openapi FILE: says what is wrong with a document, and ends with 1 when something is.
import { readFileSync } from 'node:fs';

const [, , kind, file] = process.argv;

async function asyncapi() {
  const { Parser } = (await import('@asyncapi/parser')).default;
  const { diagnostics, document } = await new Parser().parse(readFileSync(file, 'utf8'));
  const wrong = diagnostics.filter(({ severity }) => severity <= 1).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return document ? [...wrong, ...(await unfit(document))] : wrong;
}

/** The parser does not hold examples of version 3 against their schemas. */
async function unfit(document) {
  const { default: Ajv } = await import('ajv');
  const { default: formats } = await import('ajv-formats');
  const ajv = formats(new Ajv({ strict: false, allErrors: true, formats: { int32: true, int64: true } }));
  return document.allMessages().all().flatMap((message) =>
    message.examples().all().flatMap((example) =>
      ajv.validate(message.payload().json(), example.payload()) ? [] : [`${message.id()}: ${ajv.errorsText()}`]));
}

async function openapi() {
  const { createConfig, lint } = await import('@redocly/openapi-core');
  const config = await createConfig({ extends: ['spec', 'recommended-strict'], rules: {
    'no-server-example.com': 'off', // it is where a Studio listens
    'operation-2xx-response': 'off', // what comes later has none
    'operation-4xx-response': 'off', // nor has the list of keys
  } });
  const complaints = await lint({ ref: file, config });
  return complaints.map(({ location, message, ruleId }) => `${location[0]?.pointer}: ${message} (${ruleId})`);
}

const complaints = await (kind === 'asyncapi' ? asyncapi() : openapi());
console.log(complaints.length ? complaints.join('\n') : `${kind} is valid`);
process.exitCode = complaints.length ? 1 : 0;
