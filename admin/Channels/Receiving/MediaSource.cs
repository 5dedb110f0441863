using OneLink.Admin.Files;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Channels.Receiving;

/// <summary>Fetches files from providers, each in its own way: WhatsApp and Telegram are asked where a file is, Messenger and Instagram have said.</summary>
internal sealed class MediaSource(ProviderCall call, ProviderAddresses addresses, OutboundClient client)
{
    private static readonly OutboundLimits Limits = new()
    {
        Timeout = TimeSpan.FromSeconds(60),
        MaxBodyBytes = (int)FileRules.Attachment.MaxBytes,
        MaxRedirects = 3,
    };

    /// <returns>The bytes and their type; null where they cannot be had now.</returns>
    public async Task<(ReadOnlyMemory<byte> Bytes, string Type)?> FetchAsync(ChannelConnection connection, WaitingMedia media, CancellationToken cancellationToken)
    {
        var token = connection.Credentials.AccessToken;
        var id = Uri.EscapeDataString(AttributeObject.Text(AttributeObject.Parse(media.Meta), ChannelMedia.Id) ?? "");
        var (url, bearer) = connection.Channel switch
        {
            InboxChannel.WhatsApp => ((await call.SendAsync($"{addresses.WhatsApp}/{id}", body: null, token, key: null, cancellationToken)).Body.TextAt("url"), token),
            InboxChannel.Telegram => (await TelegramUrlAsync(token, id, cancellationToken), null),
            _ => (media.ExternalUrl, (string?)null),
        };
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return null;
        }

        var result = await client.SendAsync(
            new OutboundRequest { Method = HttpMethod.Get, Url = address, Limits = Limits, Headers = bearer is null ? [] : [new("Authorization", "Bearer " + bearer)] }, cancellationToken);
        return result.Response is { Status: System.Net.HttpStatusCode.OK, IsTruncated: false } response
            ? (response.Body, response.Headers.GetValueOrDefault("Content-Type") ?? "")
            : null;
    }

    private async Task<string?> TelegramUrlAsync(string token, string id, CancellationToken cancellationToken)
        => (await call.SendAsync($"{addresses.Telegram}/bot{token}/getFile?file_id={id}", body: null, token: null, key: null, cancellationToken)).Body.At("result").TextAt("file_path") is { } path
            ? $"{addresses.Telegram}/file/bot{token}/{path}"
            : null;
}
