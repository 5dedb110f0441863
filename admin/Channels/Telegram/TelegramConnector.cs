using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Channels.Telegram;

/// <summary>Sends through the Telegram Bot API (https://core.telegram.org/bots/api#available-methods).</summary>
internal sealed class TelegramConnector(ProviderCall call, ProviderAddresses addresses) : IChannelConnector
{
    public string Channel => InboxChannel.Telegram;

    /// <summary>The Bot API's word: no more than about 30 messages a second.</summary>
    public int MessagesPerSecond => 30;

    /// <summary>The Bot API's word: in one chat no more than one message a second.</summary>
    public TimeSpan Gap => TimeSpan.FromSeconds(1);

    public bool TakesCaption(string kind) => true;

    public async Task<SendOutcome> SendAsync(
        ChannelConnection connection, OutgoingMessage message, OutgoingPart part, string key, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["chat_id"] = message.To };
        if (message.InReplyTo?.Split(':') is [_, var replied] && long.TryParse(replied, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            body["reply_parameters"] = new JsonObject { ["message_id"] = number, ["allow_sending_without_reply"] = true };
        }

        var method = "sendMessage";
        if (part.File is { } file)
        {
            var kind = file.Kind switch { "image" => "photo", "file" => "document", var other => other };
            method = "send" + char.ToUpperInvariant(kind[0]) + kind[1..];
            body[kind] = file.Url;
            if (part.Text is { } caption)
            {
                body["caption"] = caption;
            }
        }
        else
        {
            body["text"] = part.Text;
        }

        return TelegramApi.OutcomeOf(await call.SendAsync(
            $"{addresses.Telegram}/bot{connection.Credentials.AccessToken}/{method}", body, token: null, key, cancellationToken));
    }
}
