'use strict';

const { baseUrl } = require('../requests');

module.exports = {
  key: 'message',
  noun: 'Message',
  display: {
    label: 'Send Message',
    description: 'Sends a text or an approved template. The contact and the conversation are made where they are missing.',
  },
  operation: {
    inputFields: [
      {
        key: 'platform',
        label: 'Platform',
        required: true,
        type: 'string',
        choices: { whatsapp: 'WhatsApp', instagram: 'Instagram', facebook: 'Messenger', telegram: 'Telegram' },
      },
      { key: 'to', label: 'To', required: true, type: 'string', helpText: 'The phone number, or the id by which the platform knows the person.' },
      { key: 'messageType', label: 'Type', required: true, type: 'string', default: 'text', choices: { text: 'Text', template: 'Template' } },
      { key: 'content', label: 'Text, or Name of the Template', required: true, type: 'text' },
      { key: 'language', label: 'Language of the Template', type: 'string', helpText: 'Such as en or pt_BR.' },
    ],
    perform: async (z, bundle) => {
      const { platform, to, messageType, content, language } = bundle.inputData;
      const response = await z.request({
        url: `${baseUrl(bundle)}/v1/messaging/send`,
        method: 'POST',
        body: { platform, to, messageType, content: messageType === 'template' ? { name: content, language: language || 'en' } : content },
      });
      return response.data;
    },
    sample: { id: 'msg_1', conversationId: 'whatsapp:+971500000000', status: 'queued' },
  },
};
