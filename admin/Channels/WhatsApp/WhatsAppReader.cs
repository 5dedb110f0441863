using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Meta;
using OneLink.Admin.Channels.Receiving;
using OneLink.Admin.Channels.Sending;
using OneLink.Admin.Hosting;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.WhatsApp;

/// <summary>Reads the webhooks of the WhatsApp Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples).</summary>
internal sealed class WhatsAppReader(AdminSettings settings) : IChannelReader
{
    private const long Second = 1_000;

    private static readonly string[] MediaTypes = ["image", "audio", "video", "document", "sticker"];

    public string Channel => InboxChannel.WhatsApp;

    public bool IsGenuine(ChannelConnection connection, IHeaderDictionary headers, ReadOnlySpan<byte> body)
        => HubSignature.IsGenuine(headers[HubSignature.Header], body, connection.Credentials.AppSecret ?? settings.MetaAppSecret);

    public IEnumerable<ChannelNews> Read(ChannelConnection connection, JsonObject body)
        => body.ItemsAt("entry")
            .SelectMany(entry => entry.ItemsAt("changes"))
            .Where(change => change.TextAt("field") is "messages")
            .Select(change => change.At("value"))
            .SelectMany(value =>
            {
                var number = value.At("metadata").TextAt("phone_number_id") ?? "";
                return value.ItemsAt("messages").Select(message => MessageOf(number, value, message)).OfType<ChannelNews>()
                    .Concat(value.ItemsAt("statuses").Select(status => ReceiptOf(number, status)).OfType<ChannelNews>());
            });

    private static InboundMessage? MessageOf(string number, JsonNode? value, JsonNode message)
    {
        var type = message.TextAt("type");
        if (message.TextAt("from") is not { } from || message.TextAt("id") is not { } id || type is null or "reaction" or "system")
        {
            return null;
        }

        var person = value.ItemsAt("contacts").FirstOrDefault(contact => contact.TextAt("wa_id") == from);
        return new InboundMessage
        {
            ExternalId = number,
            Person = new ChannelPerson(from) { Phone = "+" + from, Name = person.At("profile").TextAt("name") },
            MessageId = id,
            Text = TextOf(message, type),
            Files = FilesOf(message, type),
            InReplyTo = message.At("context").TextAt("id"),
            SentAt = message.NumberAt("timestamp") * Second,
        };
    }

    private static string? TextOf(JsonNode message, string type) => type switch
    {
        "text" => message.At("text").TextAt("body"),
        "button" => message.At("button").TextAt("text"),
        "interactive" => (message.At("interactive").At("button_reply") ?? message.At("interactive").At("list_reply")).TextAt("title"),
        "contacts" => string.Join(", ", message.ItemsAt("contacts").Select(shared => shared.At("name").TextAt("formatted_name")).OfType<string>()),
        "unsupported" => "(This kind of message cannot be shown.)",
        _ => message.At(type).TextAt("caption"),
    };

    private static IReadOnlyList<LinkedFile> FilesOf(JsonNode message, string type)
    {
        var content = message.At(type);
        if (type is "location")
        {
            return [new LinkedFile("location", Url: null, content.TextAt("name") ?? content.TextAt("address"), new JsonObject
            {
                ["latitude"] = content.At("latitude")?.DeepClone(), ["longitude"] = content.At("longitude")?.DeepClone(),
            })];
        }

        return MediaTypes.Contains(type, StringComparer.Ordinal) && content.TextAt("id") is { } media
            ? [new LinkedFile(type switch { "document" => "file", "sticker" => "image", _ => type }, Url: null, content.TextAt("filename"), new JsonObject { [ChannelMedia.Id] = media }) { IsFetched = true }]
            : [];
    }

    private static DeliveryReceipt? ReceiptOf(string number, JsonNode status)
    {
        if (status.TextAt("id") is not { } id || MessageStatus.Parse(status.TextAt("status")) is not { } reached)
        {
            return null;
        }

        var error = status.ItemsAt("errors").FirstOrDefault();
        return new DeliveryReceipt { ExternalId = number, Status = reached, MessageIds = [id], Key = status.TextAt(WhatsAppConnector.KeyName), Error = error is null ? null : ErrorOf(error) };
    }

    private static string ErrorOf(JsonNode error)
    {
        var code = error.TextAt("code") ?? "";
        return (GraphApi.KnownOf(error, code, WhatsAppErrors.All) ?? ProviderError.Refuses(error.TextAt("title") ?? "The provider has not delivered the message"))
            .Outcome(code, error.At("error_data").TextAt("details"), retryAfter: null).Error;
    }
}
