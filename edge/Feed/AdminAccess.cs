using System.Net;
using System.Net.Http.Headers;

namespace OneLink.Edge.Feed;

/// <summary>How this edge calls whom it follows: the admin, or a relay. May change while it runs.</summary>
internal sealed class AdminAccess(Uri address, string token)
{
    private volatile HttpClient _client = New(address, token);

    public HttpClient Client => _client;

    /// <summary>Calls that address with that token from the next call on; what is under way with the former ones goes on.</summary>
    public void Use(Uri changedAddress, string changedToken) => _client = New(changedAddress, changedToken);

    private static HttpClient New(Uri address, string token) => new(new SocketsHttpHandler
    {
        // Snapshots; the stream of changes is never compressed.
        AutomaticDecompression = DecompressionMethods.Brotli | DecompressionMethods.GZip,
    })
    {
        BaseAddress = address,
        // The stream lives for ever; silence on it is watched by the subscriber.
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };
}
