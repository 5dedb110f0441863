'use strict';

const samples = require('../samples');
const { baseUrl } = require('../requests');

module.exports = {
  key: 'find_contact',
  noun: 'Contact',
  display: { label: 'Find Contact', description: 'Looks for contacts by name, e-mail address, phone number or your own id.' },
  operation: {
    inputFields: [{ key: 'search', label: 'Search', required: true, type: 'string' }],
    perform: async (z, bundle) => {
      const response = await z.request({ url: `${baseUrl(bundle)}/v1/contacts`, params: { search: bundle.inputData.search, limit: 10 } });
      return response.data.contacts;
    },
    sample: samples.contact,
  },
};
