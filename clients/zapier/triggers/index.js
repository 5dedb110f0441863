'use strict';

const hook = require('./hook');
const samples = require('../samples');

const recent = (path, list) => ({ path, list });

module.exports = [
  hook({
    key: 'contact_created',
    noun: 'Contact',
    label: 'New Contact',
    description: 'Triggers when a contact is made, through whichever channel or API.',
    event: 'contact.created',
    sample: samples.contact,
    recent: recent('/v1/contacts?limit=3', 'contacts'),
  }),
  hook({
    key: 'contact_updated',
    noun: 'Contact',
    label: 'Updated Contact',
    description: 'Triggers when something of a contact changes.',
    event: 'contact.updated',
    sample: samples.contact,
    recent: recent('/v1/contacts?limit=3', 'contacts'),
  }),
  hook({
    key: 'message_created',
    noun: 'Message',
    label: 'New Message',
    description: 'Triggers when a message comes in or goes out.',
    event: 'message.created',
    sample: samples.message,
    recent: recent('/v1/messages?limit=3', 'messages'),
    inputFields: [
      {
        key: 'direction',
        label: 'Direction',
        type: 'string',
        choices: { inbound: 'From contacts', outbound: 'To contacts' },
        helpText: 'Only these; both where nothing is chosen.',
        required: false,
      },
    ],
    wants: (data, input) => !input.direction || data.direction === input.direction,
  }),
  hook({
    key: 'conversation_assigned',
    noun: 'Conversation',
    label: 'Assigned Conversation',
    description: 'Triggers when an agent is given a conversation.',
    event: 'conversation.assigned',
    sample: samples.conversation,
  }),
  hook({
    key: 'conversation_resolved',
    noun: 'Conversation',
    label: 'Resolved Conversation',
    description: 'Triggers when a conversation is resolved.',
    event: 'conversation.resolved',
    sample: { ...samples.conversation, status: 'resolved' },
  }),
  hook({
    key: 'link_created',
    noun: 'Link',
    label: 'New Link',
    description: 'Triggers when a short link is made.',
    event: 'link.created',
    sample: samples.link,
  }),
  hook({
    key: 'link_clicked',
    noun: 'Click',
    label: 'Clicked Link',
    description: 'Triggers when a person taps a short link.',
    event: 'link.clicked',
    sample: samples.click,
  }),
];
