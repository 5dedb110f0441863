'use strict';

const contact = {
  id: 'contact_1',
  orgId: 'org_1',
  firstName: 'Sara',
  lastName: 'Haddad',
  phone: '+971500000000',
  email: 'sara@example.com',
  tags: ['lead'],
  channel: 'whatsapp',
  properties: { externalId: 'crm_8740' },
  createdAt: '2026-11-27T10:00:00.000Z',
  updatedAt: '2026-11-27T10:00:00.000Z',
};

const message = {
  id: 'msg_1',
  conversationId: 'whatsapp:+971500000000',
  contactId: 'contact_1',
  platform: 'whatsapp',
  direction: 'inbound',
  messageType: 'text',
  content: 'Hello',
  attachments: [],
  status: 'received',
  metadata: { platformMessageId: 'wamid.1' },
  createdAt: '2026-11-27T10:00:00.000Z',
  updatedAt: '2026-11-27T10:00:00.000Z',
};

const conversation = {
  conversationId: 'whatsapp:+971500000000',
  number: 1,
  platform: 'whatsapp',
  contactId: 'contact_1',
  status: 'open',
  assignee: { id: 1, name: 'Bob', email: 'bob@example.com' },
  createdAt: '2026-11-27T10:00:00.000Z',
  updatedAt: '2026-11-27T10:00:00.000Z',
};

const link = {
  id: 'lnk_0000000000001',
  orgId: 'org_1',
  shortUrl: 'https://go.example.com/summer',
  url: 'https://example.com/sale',
  domain: 'go.example.com',
  slug: 'summer',
  title: 'Summer sale',
  externalId: null,
  tags: ['sale'],
};

const click = {
  ...link,
  contactId: 'contact_1',
  messageId: 'msg_1',
  click: {
    id: '0190b5a0-0000-7000-8000-000000000001',
    at: '2026-11-27T10:00:00.000Z',
    trigger: 'link',
    platform: 'ios',
    deviceClass: 'phone',
    browser: 'safari',
    inApp: null,
    country: 'DE',
    referrer: null,
    rule: null,
    variant: null,
  },
};

module.exports = { contact, message, conversation, link, click };
