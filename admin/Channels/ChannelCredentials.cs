using System.Text.Json;

namespace OneLink.Admin.Channels;

/// <summary>What proves to a provider that we are the account's, and to us that a webhook is the provider's. Sealed at rest.</summary>
/// <param name="AccessToken">Sent with each request.</param>
/// <param name="AppSecret">By which Meta signs its webhooks; null where there is none, or the installation's counts.</param>
internal sealed record ChannelCredentials(string AccessToken, string? AppSecret)
{
    public static ChannelCredentials Parse(string json) => JsonSerializer.Deserialize(json, ChannelJson.Default.ChannelCredentials)!;

    public string ToJson() => JsonSerializer.Serialize(this, ChannelJson.Default.ChannelCredentials);
}
