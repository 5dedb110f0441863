using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace OneLink.Admin.Outbound;

/// <summary>
/// Calls servers that users name (pages to read, webhooks) without becoming their hand inside this network: only public
/// addresses, checked where the connection is made and again for each redirect; no proxy, no cookies, no credentials of this
/// machine; bounded in time, bytes and redirects.
/// </summary>
internal sealed class OutboundClient : IDisposable
{
    /// <summary>KiB.</summary>
    private const int MaxHeaders = 32;

    private const int ReadSize = 16 * 1024;

    /// <summary>A connection is checked when it is made; this bounds how long a later change of DNS is not seen.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _clock;

    public OutboundClient(IHostResolver resolver, AddressPolicy policy, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = new PinnedConnection(resolver, policy).OpenAsync,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseHeadersLength = MaxHeaders,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = ConnectionLifetime,
            ActivityHeadersPropagator = null,
        });
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends the request, and where its limits let redirects be followed, the same again: those are for requests without a body.</summary>
    public async Task<OutboundResult> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(request.Limits.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(request, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return OutboundResult.Failed(OutboundFailure.TimedOut);
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException or InvalidDataException)
        {
            // A SocketException comes bare where the connection is reset in the moment in which it is made.
            return OutboundResult.Failed(FailureOf(exception));
        }
    }

    private async Task<OutboundResult> FollowAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        var url = request.Url;
        for (var redirects = 0; IsPlain(url); redirects++)
        {
            using var message = MessageOf(request, url);
            using var response = await _http.SendAsync(message, cancellationToken);
            if (request.Limits.MaxRedirects == 0 || RedirectOf(response, url) is not { } next)
            {
                return OutboundResult.Answered(await ReadAsync(response, url, request.Limits.MaxBodyBytes, cancellationToken));
            }

            if (redirects == request.Limits.MaxRedirects)
            {
                return OutboundResult.Failed(OutboundFailure.TooManyRedirects);
            }

            url = next;
        }

        return OutboundResult.Failed(OutboundFailure.UrlRefused);
    }

    /// <summary>A user name would be sent as a credential, and hides the host from people.</summary>
    private static bool IsPlain(Uri url) => url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;

    private static HttpRequestMessage MessageOf(OutboundRequest request, Uri url)
    {
        var message = new HttpRequestMessage(request.Method, url);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static Uri? RedirectOf(HttpResponseMessage response, Uri url)
        => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            && Uri.TryCreate(url, location, out var next)
            ? next
            : null;

    private static async Task<OutboundResponse> ReadAsync(HttpResponseMessage response, Uri url, int maxBytes, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new ArrayBufferWriter<byte>();

        // One byte more than may be kept tells whether there is more.
        while (body.WrittenCount <= maxBytes)
        {
            var room = Math.Min(ReadSize, maxBytes + 1 - body.WrittenCount);
            var read = await stream.ReadAsync(body.GetMemory(room)[..room], cancellationToken);
            if (read == 0)
            {
                break;
            }

            body.Advance(read);
        }

        var isTruncated = body.WrittenCount > maxBytes;
        return new OutboundResponse(url, response.StatusCode, HeadersOf(response), isTruncated ? body.WrittenMemory[..maxBytes] : body.WrittenMemory, isTruncated);
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers.TryAdd(name, values.First());
        }

        return headers;
    }

    private static OutboundFailure FailureOf(Exception exception)
    {
        var failure = OutboundFailure.BrokenOff;
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case OutboundRefusedException refused:
                    return refused.Failure;
                case AuthenticationException:
                    return OutboundFailure.TlsFailed;
                case InvalidDataException:
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                    return OutboundFailure.NotHttp;
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }:
                    failure = OutboundFailure.ConnectionFailed;
                    break;
                default:
                    break;
            }
        }

        return failure;
    }
}
