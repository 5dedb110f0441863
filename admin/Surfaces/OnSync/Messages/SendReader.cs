using System.Text.Json.Nodes;
using OneLink.Admin.Channels;
using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Outbound;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>
/// Reads a message that is to be sent. What it says is in <c>content</c>, a text, or an object that says it by name: of a
/// template <c>name</c>, <c>language</c> and <c>components</c> or <c>parameters</c>, of a file <c>url</c>, <c>caption</c> and
/// <c>filename</c>. Where <c>content</c> is a text, <c>metadata</c> may hold the rest.
/// </summary>
internal static class SendReader
{
    public const string Platform = "platform";

    private const string To = "to";
    private const string MessageType = "messageType";
    private const string Content = "content";
    private const string Metadata = "metadata";
    private const string Text = "text";
    private const string Template = "template";
    private const int MaxMetadata = 16 * 1024;

    /// <summary>Letters with a file.</summary>
    private const int MaxCaption = 1_024;

    private static readonly string[] Platforms = [InboxChannel.WhatsApp, InboxChannel.Instagram, InboxChannel.Facebook, InboxChannel.Telegram];

    private static readonly string[] Types = [Text, Template, "image", "document", "audio", "video"];

    /// <returns>Null where something is among the issues.</returns>
    public static AddressedMessage? Read(FieldsReader fields, string? region)
    {
        var platform = Required(fields, Platform, fields.Choice(Platform, Platforms));
        var to = Required(fields, To, fields.Text(To));
        var type = fields.Choice(MessageType, Types).Or(Text);
        var metadata = fields.Object(Metadata).Or(null);
        if (metadata is not null && metadata.ToJsonString().Length > MaxMetadata)
        {
            fields.Issues.TooBig(fields.PathOf(Metadata), MaxMetadata, ("Metadata must take at most", "bytes"));
        }

        var (text, named) = ReadContent(fields);
        var person = platform is not null && to is not null ? PersonOf(fields, platform, to, region) : null;
        if (person is null || type is null || fields.Issues.Any)
        {
            return null;
        }

        var message = new AddressedMessage(platform!, person) { Given = metadata };
        return Complete(fields, message, type, text, named, metadata) is { } complete && !fields.Issues.Any ? complete : null;
    }

    private static AddressedMessage Complete(FieldsReader fields, AddressedMessage message, string type, string? text, JsonObject? named, JsonObject? metadata)
    {
        switch (type)
        {
            case Text:
                var said = text ?? named.TextAt(Text) ?? named.TextAt("body");
                CheckLength(fields, said, MostLetters(message.Channel), isRequired: true);
                return message with { Text = said };
            case Template:
                if (message.Channel is not InboxChannel.WhatsApp)
                {
                    fields.Issues.Custom(fields.PathOf(MessageType), "Templates can be sent on whatsapp only");
                }

                return message with { Template = TemplateOf(fields, text, named, metadata), Text = named.TextAt(Text) ?? (metadata.At(Template) is null && metadata.TextAt("templateName") is null ? null : text) };
            default:
                var file = FileOf(fields, type, text, named, metadata);
                var caption = named.TextAt("caption") ?? (IsUrl(text) && metadata.TextAt("mediaUrl") is null ? metadata.TextAt("caption") : text);
                CheckLength(fields, caption, MaxCaption, isRequired: false);
                return message with { File = file, Text = caption };
        }
    }

    private static (string? Text, JsonObject? Named) ReadContent(FieldsReader fields)
        => fields.IsObject(Content) ? (null, fields.Object(Content).Or(null)) : (fields.Text(Content, MessageRules.MaxContent).Or(null), null);

    private static ChannelPerson? PersonOf(FieldsReader fields, string platform, string to, string? region)
    {
        if (platform is not InboxChannel.WhatsApp)
        {
            var id = to.Trim();
            if (!SourceIds.Fits(id, platform) || id.Any(char.IsWhiteSpace))
            {
                fields.Issues.WrongText(fields.PathOf(To), "id", $"Invalid recipient: the id by which {platform} names the person is expected");
                return null;
            }

            return new ChannelPerson(id);
        }

        // Providers themselves write numbers without the plus.
        if ((E164.Normalize(to, region) ?? E164.Normalize("+" + to.Trim(), region: null)) is { } number)
        {
            return new ChannelPerson(number.TrimStart('+')) { Phone = number };
        }

        fields.Issues.WrongText(fields.PathOf(To), "phone", "Invalid phone number: E.164 is expected, such as +971500000000");
        return null;
    }

    private static JsonObject? TemplateOf(FieldsReader fields, string? text, JsonObject? named, JsonObject? metadata)
    {
        var given = named ?? metadata.At(Template) as JsonObject ?? metadata;
        var name = given.TextAt("name") ?? given.TextAt("templateName") ?? (metadata.At(Template) is JsonValue value ? value.ToString() : text);
        if (string.IsNullOrWhiteSpace(name))
        {
            fields.Issues.Custom(fields.PathOf(Content), "The name of a template is required");
            return null;
        }

        var template = new JsonObject { ["name"] = name, ["language"] = (given.At("language") as JsonObject).TextAt("code") ?? given.TextAt("language") ?? given.TextAt("languageCode") ?? "en" };
        if ((given.At("components") ?? metadata.At("components")) is JsonArray components)
        {
            template["components"] = components.DeepClone();
        }
        else if ((given.At("parameters") ?? given.At("params") ?? given.At("variables") ?? metadata.At("parameters")) is { } parameters)
        {
            template["processed_params"] = parameters.DeepClone();
        }

        return template;
    }

    private static LinkedFile? FileOf(FieldsReader fields, string type, string? text, JsonObject? named, JsonObject? metadata)
    {
        var url = named.TextAt("url") ?? named.TextAt("link") ?? metadata.TextAt("mediaUrl") ?? metadata.TextAt("url") ?? (IsUrl(text) ? text : null);
        if (url is null || !IsUrl(url))
        {
            fields.Issues.WrongText(fields.PathOf(Content), "url", "Invalid url: the http or https address of the file is expected, in content.url, metadata.mediaUrl or content itself");
            return null;
        }

        return new LinkedFile(type is "document" ? "file" : type, url, named.TextAt("filename") ?? metadata.TextAt("filename"), Meta: null);
    }

    private static bool IsUrl(string? text)
        => text is { Length: <= OutboundUrl.MaxLength } && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static void CheckLength(FieldsReader fields, string? text, int most, bool isRequired)
    {
        if (isRequired && text is null)
        {
            fields.Issues.WrongType(fields.PathOf(Content), "string", fields.Has(Content) ? "null" : "undefined");
        }
        else if (isRequired && string.IsNullOrWhiteSpace(text))
        {
            fields.Issues.TooSmall(fields.PathOf(Content), 1, ("String must contain at least", "character(s)"));
        }
        else if (text?.Length > most)
        {
            fields.Issues.TooBig(fields.PathOf(Content), most, ("String must contain at most", "character(s)"));
        }
    }

    /// <summary>That the platform takes.</summary>
    private static int MostLetters(string platform) => platform switch
    {
        InboxChannel.Facebook => 2_000,
        InboxChannel.Instagram => 1_000,
        _ => 4_096,
    };

    private static string? Required(FieldsReader fields, string name, Given<string?> given)
    {
        if (!given.IsGiven && !fields.Issues.All.Any(issue => issue.Path.Count == 1 && issue.Path[0]!.GetValue<string>() == name))
        {
            fields.Issues.WrongType(fields.PathOf(name), "string", fields.Has(name) ? "null" : "undefined");
        }
        else if (given is { IsGiven: true, Value: { } value } && string.IsNullOrWhiteSpace(value))
        {
            fields.Issues.TooSmall(fields.PathOf(name), 1, ("String must contain at least", "character(s)"));
        }

        return string.IsNullOrWhiteSpace(given.Or(null)) ? null : given.Value;
    }
}
