using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Receiving;
using OneLink.Admin.Hosting;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Meta;

/// <summary>
/// Reads the webhooks of Messenger and Instagram, which tell of messages in the same way
/// (https://developers.facebook.com/docs/messenger-platform/reference/webhook-events).
/// </summary>
/// <param name="channel">One of <see cref="Inboxes.InboxChannel"/>.</param>
/// <param name="settings">For the secret of the installation's app.</param>
internal sealed class PageReader(string channel, AdminSettings settings) : IChannelReader
{
    public string Channel => channel;

    public bool IsGenuine(ChannelConnection connection, IHeaderDictionary headers, ReadOnlySpan<byte> body)
        => HubSignature.IsGenuine(headers[HubSignature.Header], body, connection.Credentials.AppSecret ?? settings.MetaAppSecret);

    public IEnumerable<ChannelNews> Read(ChannelConnection connection, JsonObject body)
        => body.ItemsAt("entry").SelectMany(entry => entry.ItemsAt("messaging").SelectMany(told => NewsOf(entry.TextAt("id") ?? "", told)));

    private static IEnumerable<ChannelNews> NewsOf(string page, JsonNode told)
    {
        var (sender, recipient) = (told.At("sender").TextAt("id"), told.At("recipient").TextAt("id"));
        if (sender is null || recipient is null)
        {
            yield break;
        }

        if (told.At("message") is { } message && message.TextAt("mid") is { } id && !message.FlagAt("is_deleted"))
        {
            var isEcho = message.FlagAt("is_echo");
            yield return new InboundMessage
            {
                ExternalId = page,
                Person = new ChannelPerson(isEcho ? recipient : sender),
                MessageId = id,
                Text = message.TextAt("text"),
                Files = [.. message.ItemsAt("attachments").Select(FileOf).OfType<LinkedFile>()],
                Referral = message.At("referral").TextAt("ref"),
                InReplyTo = message.At("reply_to").TextAt("mid"),
                SentAt = told.NumberAt("timestamp"),
                IsEcho = isEcho,
                Key = isEcho ? message.TextAt(PageConnector.KeyName) : null,
            };
        }
        else if (told.At("postback") is { } postback && postback.TextAt("mid") is { } pressed)
        {
            yield return new InboundMessage
            {
                ExternalId = page,
                Person = new ChannelPerson(sender),
                MessageId = pressed,
                Text = postback.TextAt("title") ?? postback.TextAt("payload"),
                Referral = postback.At("referral").TextAt("ref"),
                SentAt = told.NumberAt("timestamp"),
            };
        }
        else if (told.At("delivery") is { } delivery)
        {
            yield return Receipt(page, sender, MessageStatus.Delivered, [.. delivery.At("mids") is JsonArray mids ? mids.OfType<JsonValue>().Select(mid => mid.ToString()) : []], delivery);
        }
        else if (told.At("read") is { } read)
        {
            yield return Receipt(page, sender, MessageStatus.Read, read.TextAt("mid") is { } mid ? [mid] : [], read);
        }
    }

    /// <summary>A time, where it is told, counts for all that was sent until then.</summary>
    private static DeliveryReceipt Receipt(string page, string contact, long status, IReadOnlyList<string> ids, JsonNode told)
        => new() { ExternalId = page, Status = status, MessageIds = ids, Contact = contact, Until = told.NumberAt("watermark") };

    private static LinkedFile? FileOf(JsonNode attachment)
        => attachment.At("payload").TextAt("url") is { } url
            ? new LinkedFile(attachment.TextAt("type") is "image" or "audio" or "video" ? attachment.TextAt("type")! : "file", url, attachment.At("payload").TextAt("title"), Meta: null) { IsFetched = true }
            : null;
}
