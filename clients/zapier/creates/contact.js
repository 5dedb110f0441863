'use strict';

const samples = require('../samples');
const { baseUrl } = require('../requests');

const given = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

module.exports = {
  key: 'contact',
  noun: 'Contact',
  display: {
    label: 'Create or Update Contact',
    description: 'Finds the contact by phone number, e-mail address or your own id, and makes one where there is none.',
  },
  operation: {
    inputFields: [
      { key: 'firstName', label: 'First Name', type: 'string' },
      { key: 'lastName', label: 'Last Name', type: 'string' },
      { key: 'phone', label: 'Phone Number', type: 'string', helpText: 'International, such as +971500000000.' },
      { key: 'email', label: 'E-Mail Address', type: 'string' },
      { key: 'externalId', label: 'Your Id', type: 'string', helpText: 'By which your own system knows the person.' },
      { key: 'tags', label: 'Tags', type: 'string', list: true, helpText: 'Added to those that the contact has.' },
      { key: 'properties', label: 'Properties', dict: true },
    ],
    perform: async (z, bundle) => {
      const { firstName, lastName, phone, email, externalId, tags, properties } = bundle.inputData;
      const response = await z.request({
        url: `${baseUrl(bundle)}/v1/contacts`,
        method: 'POST',
        body: given({
          firstName,
          lastName,
          phone,
          email,
          tags: tags && tags.length > 0 ? tags : undefined,
          properties: externalId || properties ? given({ ...properties, externalId }) : undefined,
        }),
      });
      return response.data;
    },
    sample: samples.contact,
  },
};
