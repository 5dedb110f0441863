using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Channels;

/// <summary>Calls a provider's API with JSON.</summary>
internal sealed class ProviderCall(OutboundClient client, ChannelTimes times)
{
    private const int MaxAnswerBytes = 64 * 1024;

    /// <param name="url">Its address.</param>
    /// <param name="body">What is sent; null to ask only.</param>
    /// <param name="token">For <c>Authorization: Bearer</c>; null where it is in the address.</param>
    /// <param name="key">The send's own key; null where nothing is sent.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<ProviderAnswer> SendAsync(string url, JsonObject? body, string? token, string? key, CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Accept", "application/json") };
        if (token is not null)
        {
            headers.Add(new("Authorization", "Bearer " + token));
        }

        if (body is not null)
        {
            headers.Add(new("Content-Type", "application/json"));
        }

        if (key is not null)
        {
            headers.Add(new("Idempotency-Key", key));
        }

        var result = await client.SendAsync(
            new OutboundRequest
            {
                Method = body is null ? HttpMethod.Get : HttpMethod.Post,
                Url = new Uri(url),
                Limits = new OutboundLimits { Timeout = times.Answer, MaxBodyBytes = MaxAnswerBytes, MaxRedirects = 0 },
                Headers = headers,
                Body = body is null ? null : System.Text.Encoding.UTF8.GetBytes(body.ToJsonString(RelaxedJson.Compact)),
            },
            cancellationToken);
        return new ProviderAnswer(result);
    }
}
