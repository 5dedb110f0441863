using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace OneLink.LoadTests;

/// <summary>Takes webhooks on a loopback port: counts them, and how long each contact's news took. What asks for <c>/hangs</c> is never answered.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private const int Takers = 64;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _since = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<HttpListenerContext> _hanging = [];
    private readonly Lock _lock = new();
    private LatencyHistogram _latencies = new();
    private long _count;

    public WebhookReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        for (int i = 0; i < Takers; i++)
        {
            _ = TakeAsync();
        }
    }

    public string Address { get; }

    public long Count => Interlocked.Read(ref _count);

    public int Hanging => _hanging.Count;

    /// <summary>From now on, the contact of this name is news.</summary>
    public void Expect(string name) => _since[name] = Stopwatch.GetTimestamp();

    /// <summary>Counts and latencies begin anew.</summary>
    /// <returns>The latencies so far.</returns>
    public LatencyHistogram Reset()
    {
        lock (_lock)
        {
            Interlocked.Exchange(ref _count, 0);
            return Interlocked.Exchange(ref _latencies, new LatencyHistogram());
        }
    }

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The listener is closed, or a sender has gone.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        if (context.Request.Url!.AbsolutePath is "/hangs")
        {
            _hanging.Add(context);
            return;
        }

        using JsonDocument news = await JsonDocument.ParseAsync(context.Request.InputStream);
        context.Response.StatusCode = 200;
        context.Response.Close();
        if (_since.TryGetValue(news.RootElement.GetProperty("name").GetString()!, out long since))
        {
            _latencies.Record(Stopwatch.GetElapsedTime(since));
            Interlocked.Increment(ref _count);
        }
    }
}
