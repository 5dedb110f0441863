'use strict';

const baseUrl = (bundle) => bundle.authData.url.trim().replace(/\/+$/, '');

const addCredentials = (request, z, bundle) => {
  // What somebody pasted with a slash at the end is the same address.
  request.url = request.url.replace(/([^:/])\/{2,}v1\//, '$1/v1/');
  request.headers.Authorization = `Bearer ${bundle.authData.key.trim()}`;
  request.skipThrowForStatus = true;
  return request;
};

/** Says what the API says: Zapier shows it to whoever built the Zap. */
const explainRefusal = (response, z) => {
  if (response.status < 400) {
    return response;
  }

  const error = (response.data && response.data.error) || {};
  const details = (error.details || []).map((issue) => `${(issue.path || []).join('.')}: ${issue.message}`);
  const message = [error.message || `OneLink answered ${response.status}.`, ...details].join(' ');
  if (response.status === 429) {
    throw new z.errors.ThrottledError(message, Number(response.getHeader('retry-after')) || 60);
  }

  throw new z.errors.Error(message, error.code || 'error', response.status);
};

module.exports = { baseUrl, addCredentials, explainRefusal };
