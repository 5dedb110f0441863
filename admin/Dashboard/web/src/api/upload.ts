import { ApiProblem, refusal, whoAsks } from './api';

/** Sends a file as the body; told how far it is, which `fetch` tells nobody. */
export function upload<T>(address: string, file: Blob, contentType: string, tell: (share: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    for (const [name, value] of Object.entries(whoAsks())) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', contentType);
    request.upload.onprogress = (event) => event.lengthComputable && event.total > 0 && tell(event.loaded / event.total);
    request.onerror = () => reject(new ApiProblem('offline', 0, 'offline'));
    request.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    request.onload = () => {
      if (request.status < 200 || request.status > 299) return reject(refusal(request.status, request.responseText, request.getResponseHeader('Retry-After'), request.statusText));
      resolve(JSON.parse(request.responseText) as T);
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
