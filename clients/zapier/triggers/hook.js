'use strict';

const { baseUrl } = require('../requests');

/** A trigger that OneLink calls: a webhook of its own while the Zap is on. */
module.exports = ({ key, noun, label, description, event, sample, recent, inputFields = [], wants = () => true }) => ({
  key,
  noun,
  display: { label, description },
  operation: {
    type: 'hook',
    inputFields,

    performSubscribe: async (z, bundle) => {
      const response = await z.request({
        url: `${baseUrl(bundle)}/v1/webhooks`,
        method: 'POST',
        body: { url: bundle.targetUrl, events: [event] },
      });
      return { id: response.data.id };
    },

    performUnsubscribe: async (z, bundle) => {
      try {
        await z.request({ url: `${baseUrl(bundle)}/v1/webhooks/${bundle.subscribeData.id}`, method: 'DELETE' });
      } catch (error) {
        // Somebody has deleted it already.
        if (!/"status":404/.test(error.message)) {
          throw error;
        }
      }

      return {};
    },

    perform: (z, bundle) => {
      const { event: name, data } = bundle.cleanedRequest;
      return name === event && wants(data, bundle.inputData || {}) ? [data] : [];
    },

    // What the editor shows to build a Zap with: what there is, where the API lists it.
    performList: async (z, bundle) => {
      if (!recent) {
        return [sample];
      }

      const response = await z.request({ url: `${baseUrl(bundle)}${recent.path}` });
      const found = response.data[recent.list].filter((data) => wants(data, bundle.inputData || {}));
      return found.length > 0 ? found : [sample];
    },

    sample,
  },
});
