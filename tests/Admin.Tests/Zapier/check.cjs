// Run in a copy of clients/zapier: checks the definition as `zapier validate` does, then runs each part by Zapier's own
// runner. Arguments: address of a server, an OnSync key, an address that takes what OneLink sends. Says a line for each part.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const readline = require('node:readline');
const zapier = require('zapier-platform-core');
const { compileApp, validateApp } = require('zapier-platform-core/src/tools/schema');
const app = require('./index');

const [url, key, target] = process.argv.slice(2);
const authData = { url, key };
const run = zapier.createAppTester(app);
const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const told = async () => JSON.parse((await lines.next()).value);

const check = async () => {
  assert.deepStrictEqual(validateApp(compileApp(app)).map((error) => error.stack || error), []);
  console.log('valid');
  assert.ok(validateApp(compileApp({ ...app, version: 'one' })).length > 0, 'the schema refuses nothing');

  const me = await run(app.authentication.test, { authData: { url: `${url}/`, key: ` ${key} ` } });
  assert.ok((me.data || me).orgName);
  console.log('authentication');
  await assert.rejects(run(app.authentication.test, { authData: { url, key: 'onsync_pk_live_wrong' } }), /401/);

  for (const trigger of Object.values(app.triggers)) {
    const { operation } = trigger;
    const subscribeData = await run(operation.performSubscribe, { authData, targetUrl: `${target}/${trigger.key}`, inputData: {} });
    assert.match(subscribeData.id, /^webhook_/);
    assert.ok((await run(operation.performList, { authData, inputData: {} })).length > 0);
    fs.writeSync(1, `subscribed ${trigger.key} ${subscribeData.id}\n`);
    if (trigger.key === 'contact_created') {
      const made = await run(app.creates.contact.operation.perform, {
        authData,
        inputData: { firstName: 'Sara', email: 'sara@people.example', externalId: 'crm_1', tags: ['lead'], properties: { plan: 'gold' } },
      });
      assert.strictEqual(made.firstName, 'Sara');
      assert.deepStrictEqual(made.properties, { plan: 'gold', externalId: 'crm_1' });
      const results = await run(operation.perform, { authData, inputData: {}, cleanedRequest: await told() });
      assert.deepStrictEqual(results.map((contact) => contact.id), [made.id]);
      assert.deepStrictEqual(Object.keys(results[0]).sort(), Object.keys(operation.sample).sort());
      console.log('fired');
      const [found] = await run(app.searches.find_contact.operation.perform, { authData, inputData: { search: 'sara@people' } });
      assert.strictEqual(found.id, made.id);
      console.log('found');
      await assert.rejects(run(app.creates.contact.operation.perform, { authData, inputData: { phone: 'none' } }), /phone/);
    }

    await run(operation.performUnsubscribe, { authData, subscribeData });
    // Gone already: switching a Zap off never fails for it.
    await run(operation.performUnsubscribe, { authData, subscribeData });
  }

  const inbound = { event: 'message.created', data: { ...app.triggers.message_created.operation.sample } };
  const only = (direction) => run(app.triggers.message_created.operation.perform, { authData, inputData: { direction }, cleanedRequest: inbound });
  assert.strictEqual((await only('inbound')).length, 1);
  assert.strictEqual((await only('outbound')).length, 0);
  console.log('done');
};

check().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
