using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Meta;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Channels.WhatsApp;

/// <summary>Sends through the WhatsApp Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).</summary>
internal sealed class WhatsAppConnector(ProviderCall call, ProviderAddresses addresses) : IChannelConnector
{
    /// <summary>Comes back in each status of the message.</summary>
    public const string KeyName = "biz_opaque_callback_data";

    public string Channel => InboxChannel.WhatsApp;

    /// <summary>The usual throughput of a phone number.</summary>
    public int MessagesPerSecond => 80;

    public bool TakesCaption(string kind) => kind is not "audio";

    public async Task<SendOutcome> SendAsync(
        ChannelConnection connection, OutgoingMessage message, OutgoingPart part, string key, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            ["to"] = message.To,
            [KeyName] = key,
        };
        if (message.InReplyTo is { } replied)
        {
            body["context"] = new JsonObject { ["message_id"] = replied };
        }

        Put(body, part);
        var answer = await call.SendAsync($"{addresses.WhatsApp}/{Uri.EscapeDataString(connection.ExternalId)}/messages", body, connection.Credentials.AccessToken, key, cancellationToken);
        return GraphApi.OutcomeOf(answer, static taken => taken.ItemsAt("messages").FirstOrDefault().TextAt("id"), WhatsAppErrors.All);
    }

    private static void Put(JsonObject body, OutgoingPart part)
    {
        if (part.Template is { } template)
        {
            body["type"] = "template";
            body["template"] = WhatsAppTemplate.Of(template);
        }
        else if (part.File is { } file)
        {
            var type = file.Kind is "file" ? "document" : file.Kind;
            var media = new JsonObject { ["link"] = file.Url };
            if (part.Text is { } caption)
            {
                media["caption"] = caption;
            }

            if (type is "document" && file.Name is { } name)
            {
                media["filename"] = name;
            }

            body["type"] = type;
            body[type] = media;
        }
        else
        {
            body["type"] = "text";
            body["text"] = new JsonObject { ["body"] = part.Text, ["preview_url"] = true };
        }
    }
}
