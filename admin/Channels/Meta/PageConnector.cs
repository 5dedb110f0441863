using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Sending;

namespace OneLink.Admin.Channels.Meta;

/// <summary>
/// Sends through the Send API of Messenger or Instagram, which take the same requests
/// (https://developers.facebook.com/docs/messenger-platform/reference/send-api).
/// </summary>
/// <param name="channel">One of <see cref="Inboxes.InboxChannel"/>.</param>
/// <param name="address">Of the provider.</param>
/// <param name="call">Calls it.</param>
internal sealed class PageConnector(string channel, string address, ProviderCall call) : IChannelConnector
{
    /// <summary>Comes back in the echo of the message.</summary>
    public const string KeyName = "metadata";

    public string Channel => channel;

    /// <summary>Of what the Send APIs take of a page or account, the least: files, ten a second.</summary>
    public int MessagesPerSecond => 10;

    public bool TakesCaption(string kind) => false;

    public async Task<SendOutcome> SendAsync(
        ChannelConnection connection, OutgoingMessage message, OutgoingPart part, string key, CancellationToken cancellationToken)
    {
        var content = new JsonObject { [KeyName] = key };
        if (part.File is { } file)
        {
            content["attachment"] = new JsonObject { ["type"] = file.Kind, ["payload"] = new JsonObject { ["url"] = file.Url, ["is_reusable"] = false } };
        }
        else
        {
            content["text"] = part.Text;
        }

        var body = new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = message.To },
            ["messaging_type"] = "RESPONSE",
            ["message"] = content,
        };
        if (message.InReplyTo is { } replied)
        {
            body["reply_to"] = new JsonObject { ["mid"] = replied };
        }

        var answer = await call.SendAsync($"{address}/{Uri.EscapeDataString(connection.ExternalId)}/messages", body, connection.Credentials.AccessToken, key, cancellationToken);
        return GraphApi.OutcomeOf(answer, static taken => taken.TextAt("message_id"), GraphErrors.All);
    }
}
