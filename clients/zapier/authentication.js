'use strict';

// Any key may ask whose it is: what it may do beside that shows when it does it.
module.exports = {
  type: 'custom',
  test: { url: '{{bundle.authData.url}}/v1/me' },
  connectionLabel: '{{json.orgName}}',
  fields: [
    {
      key: 'url',
      label: 'Address of OneLink',
      helpText: 'Where your OneLink answers, such as https://links.example.com.',
      required: true,
      type: 'string',
    },
    {
      key: 'key',
      label: 'OnSync key',
      helpText: 'Begins with onsync_pk_live_. Give it the scopes of what your Zaps do: contacts, messages and webhooks.',
      required: true,
      type: 'password',
    },
  ],
};
