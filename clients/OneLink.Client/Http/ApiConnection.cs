using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OneLink.Client.Problems;

namespace OneLink.Client.Http;

/// <summary>Sends calls, again where that can help, and turns answers into values and problems into exceptions.</summary>
internal sealed class ApiConnection : IDisposable
{
    private readonly OneLinkClientOptions _options;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly TimeProvider _clock;
    private readonly Backoff _backoff;
    private readonly AuthenticationHeaderValue? _credentials;
    private RateLimit? _rateLimit;

    public ApiConnection(OneLinkClientOptions options, HttpClient? http, TimeProvider clock, Func<double> jitter)
    {
        _options = options;
        _ownsHttp = http is null;
        _http = http ?? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            // Each try has its own limit; streams have none.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _clock = clock;
        _backoff = new Backoff(options.FirstDelay, options.LongestDelay, jitter);
        _credentials = options.ApiKey is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ApiKey}:{options.ApiSecret}")));
    }

    public TimeProvider Clock => _clock;

    public Backoff Backoff => _backoff;

    /// <summary>Of the answer that came last.</summary>
    public RateLimit? RateLimit => Volatile.Read(ref _rateLimit);

    /// <summary>Sends a call whose answer has no body of interest.</summary>
    public async Task SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> SendAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("The answer is null.");
        }
    }

    /// <summary>Sends a call and writes its answer while it arrives.</summary>
    public async Task CopyAsync(ApiCall call, Stream output, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken).ConfigureAwait(false);
        await response.Content.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Every entry of a list; the next page is fetched when it is needed.</summary>
    public async IAsyncEnumerable<TItem> ListAsync<TItem>(
        string path, Query query, JsonTypeInfo<Page<TItem>> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await SendAsync(ApiCall.Get(path + query.With("cursor", cursor)), type, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Data)
            {
                yield return item;
            }

            cursor = page.NextCursor;
        }
    }

    /// <summary>Sends a call and gives the answer once its headers are there. The caller disposes it.</summary>
    /// <exception cref="OneLinkException">The server answered with a problem, after the last try.</exception>
    /// <exception cref="HttpRequestException">It could not be reached, after the last try.</exception>
    public async Task<HttpResponseMessage> OpenAsync(ApiCall call, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            TimeSpan? delay;
            try
            {
                var response = await TryAsync(call, cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    var failure = await ProblemReader.ReadAsync(response, _clock, cancellationToken).ConfigureAwait(false);
                    delay = tried < _options.Tries && IsWorthAnotherTry(failure, call) ? _backoff.Next(tried, failure.RetryAfter) : null;
                    if (delay is null)
                    {
                        throw failure;
                    }
                }
            }
            catch (Exception exception) when (IsBroken(exception, cancellationToken) && tried < _options.Tries && call.IsRepeatable)
            {
                delay = _backoff.Next(tried, retryAfter: null);
            }

            await Task.Delay(delay!.Value, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    private async Task<HttpResponseMessage> TryAsync(ApiCall call, CancellationToken cancellationToken)
    {
        // How long an upload takes is up to its length: the answer is waited for from its last byte on.
        using var limit = new CancellationTokenSource(call.Upload is null ? _options.Timeout : Timeout.InfiniteTimeSpan, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = call.ToRequest(uploaded: () => limit.CancelAfter(_options.Timeout));
        request.RequestUri = new Uri(_options.Address, request.RequestUri!);
        request.Headers.Authorization = call.IsPublic ? null : _credentials;
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (RateLimit.Of(response.Headers) is { } told)
            {
                Volatile.Write(ref _rateLimit, told);
            }

            return response;
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{call.Method} {call.Path} was not answered within {_options.Timeout}.", exception);
        }
    }

    /// <summary>
    /// These say that nothing was done, or that it is under way under the same key; where the server says so, and behind a
    /// gateway's answers, that is not known.
    /// </summary>
    private static bool IsWorthAnotherTry(OneLinkException failure, ApiCall call) => failure.Status switch
    {
        HttpStatusCode.ServiceUnavailable when failure.Problem.Kind == "outcome-unknown" => call.IsRepeatable,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => call.IsWhole,
        HttpStatusCode.Conflict => failure.Problem.Kind == "idempotency-in-progress" && call.IsWhole,
        HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => call.IsRepeatable,
        _ => false,
    };

    /// <summary>A SocketException comes bare where a connection is reset in the moment in which it is made.</summary>
    private static bool IsBroken(Exception exception, CancellationToken cancellationToken)
        => exception is HttpRequestException or IOException or SocketException or TimeoutException && !cancellationToken.IsCancellationRequested;
}
