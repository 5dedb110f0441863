using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Channels.Receiving;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Telegram;

/// <summary>Reads the updates of the Telegram Bot API (https://core.telegram.org/bots/api#update). Of groups and channels nothing is taken.</summary>
internal sealed class TelegramReader : IChannelReader
{
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private const long Second = 1_000;

    /// <summary>Member of a message, and what it is.</summary>
    private static readonly (string Name, string FileType)[] Media =
        [("document", "file"), ("video", "video"), ("audio", "audio"), ("voice", "audio"), ("video_note", "video"), ("sticker", "image")];

    public string Channel => InboxChannel.Telegram;

    public bool IsGenuine(ChannelConnection connection, IHeaderDictionary headers, ReadOnlySpan<byte> body)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(headers[SecretHeader].ToString()), Encoding.UTF8.GetBytes(connection.VerifyToken));

    public IEnumerable<ChannelNews> Read(ChannelConnection connection, JsonObject body)
        => NewsOf(connection.ExternalId, body) is { } news ? [news] : [];

    private static ChannelNews? NewsOf(string bot, JsonObject update)
    {
        if (update.At("my_chat_member") is { } change)
        {
            return change.At("chat").TextAt("type") is "private" && change.At("chat").TextAt("id") is { } person
                ? new OptOutNotice { ExternalId = bot, Contact = person, IsOut = change.At("new_chat_member").TextAt("status") is "kicked" }
                : null;
        }

        // A button of a message of ours: its label is what the person says.
        var pressed = update.At("callback_query");
        var message = update.At("message") ?? pressed.At("message");
        var from = pressed is null ? message.At("from") : pressed.At("from");
        if (message.At("chat").TextAt("type") is not "private" || message.At("chat").TextAt("id") is not { } chat)
        {
            return null;
        }

        var id = pressed is null ? message.TextAt("message_id") : "callback" + pressed.TextAt("id");
        return new InboundMessage
        {
            ExternalId = bot,
            Person = new ChannelPerson(chat) { Name = $"{from.TextAt("first_name")} {from.TextAt("last_name")}".Trim(), UserName = from.TextAt("username") },
            MessageId = TelegramApi.ProviderId(chat, id ?? ""),
            Text = pressed is null ? message.TextAt("text") ?? message.TextAt("caption") : pressed.TextAt("data"),
            Files = pressed is null ? FilesOf(message) : [],
            InReplyTo = pressed is null && message.At("reply_to_message").TextAt("message_id") is { } replied ? TelegramApi.ProviderId(chat, replied) : null,
            SentAt = pressed is null ? message.NumberAt("date") * Second : null,
        };
    }

    private static List<LinkedFile> FilesOf(JsonNode? message)
    {
        var files = new List<LinkedFile>();

        // Of a picture several sizes are told, the largest last.
        if (message.ItemsAt("photo").LastOrDefault().TextAt("file_id") is { } photo)
        {
            files.Add(Of("image", photo, title: null));
        }

        foreach (var (name, fileType) in Media)
        {
            if (message.At(name).TextAt("file_id") is { } id)
            {
                files.Add(Of(fileType, id, message.At(name).TextAt("file_name")));
            }
        }

        if (message.At("location") is { } place)
        {
            files.Add(new LinkedFile("location", Url: null, message.At("venue").TextAt("title"), new JsonObject
            {
                ["latitude"] = place.At("latitude")?.DeepClone(),
                ["longitude"] = place.At("longitude")?.DeepClone(),
            }));
        }

        return files;
    }

    private static LinkedFile Of(string fileType, string id, string? title) => new(fileType, Url: null, title, new JsonObject { [ChannelMedia.Id] = id }) { IsFetched = true };
}
