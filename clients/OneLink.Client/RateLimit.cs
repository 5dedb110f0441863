using System.Globalization;
using System.Net.Http.Headers;

namespace OneLink.Client;

/// <summary>What an answer said of the limit of requests: that of the key, or of its account where that is nearer.</summary>
/// <param name="Limit">Requests a minute.</param>
/// <param name="Remaining">Requests that would have been answered then.</param>
/// <param name="Reset">When all of them will be.</param>
public sealed record RateLimit(long Limit, long Remaining, DateTimeOffset Reset)
{
    /// <returns>Null where it says nothing, as a gateway's own answers do.</returns>
    internal static RateLimit? Of(HttpResponseHeaders headers)
        => Number(headers, "X-RateLimit-Limit") is { } limit
            && Number(headers, "X-RateLimit-Remaining") is { } remaining
            && Number(headers, "X-RateLimit-Reset") is { } reset
                ? new RateLimit(limit, remaining, DateTimeOffset.FromUnixTimeSeconds(reset))
                : null;

    private static long? Number(HttpResponseHeaders headers, string name)
        => headers.TryGetValues(name, out var values) && uint.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
