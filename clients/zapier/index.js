'use strict';

const { version } = require('./package.json');
const { version: platformVersion } = require('zapier-platform-core');

const authentication = require('./authentication');
const { addCredentials, explainRefusal } = require('./requests');
const contact = require('./creates/contact');
const message = require('./creates/message');
const findContact = require('./searches/contact');
const triggers = require('./triggers');

module.exports = {
  version,
  platformVersion,
  authentication,
  beforeRequest: [addCredentials],
  afterResponse: [explainRefusal],
  triggers: Object.fromEntries(triggers.map((trigger) => [trigger.key, trigger])),
  searches: { [findContact.key]: findContact },
  creates: { [contact.key]: contact, [message.key]: message },
};
