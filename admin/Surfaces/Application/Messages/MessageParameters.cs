using System.Text.Json.Nodes;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Channels;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>Reads what calls about messages give.</summary>
internal sealed class MessageParameters(AgentBotRepository bots, MessageUploads uploads)
{
    private const string Incoming = "incoming";
    private const string AgentBotType = "AgentBot";

    public const string OnlyApiInboxes = "Incoming messages are only allowed in Api inboxes";

    /// <summary>Whether the message says that the contact wrote it: only an API inbox's client can know, and who plays with a sandbox.</summary>
    public static bool IsRefusedIncoming(MessageInput input, Inbox inbox)
        => input.MessageType == MessageType.Incoming && inbox.Channel is not InboxChannel.Api && inbox.IsSandbox == 0;

    /// <summary>The message that a caller wants written; what cannot be read is among the reader's errors.</summary>
    public async Task<MessageInput> InputAsync(ApplicationCaller caller, RequestParameters parameters, ParameterReader read, CancellationToken cancellationToken)
    {
        var isIncoming = read.Choice("message_type", type => type is Incoming or "outgoing").Or(null) is Incoming;
        var (kind, id) = await SenderAsync(caller, read, cancellationToken);
        return new MessageInput
        {
            MessageType = isIncoming ? MessageType.Incoming : MessageType.Outgoing,
            Content = read.Text("content").Or(null),
            ContentType = read.TextOrNull("content_type").Or(null),
            ContentAttributes = ContentAttributes(parameters, read),
            AdditionalAttributes = AdditionalAttributes(read),
            IsPrivate = read.Flag("private").Or(null) ?? false,
            SourceId = read.TextOrNull("source_id").Or(null),
            EchoId = read.TextOrNull("echo_id").Or(null),
            SenderKind = kind,
            SenderId = id,

            // Last: nothing is stored for a message that is refused anyway.
            FileIds = await uploads.StoreAsync(caller.AccountId, parameters, read.Errors, cancellationToken),
        };
    }

    /// <summary>A person may lend the pen to a bot that the account can use; any other stays unheard.</summary>
    private async Task<(string Kind, long Id)> SenderAsync(ApplicationCaller caller, ParameterReader read, CancellationToken cancellationToken)
    {
        if (caller.Bot is { } own)
        {
            return (SenderKind.AgentBot, own.Id);
        }

        return read.TextOrNull("sender_type").Or(null) is AgentBotType
            && read.Integer("sender_id").Or(null) is { } botId
            && await bots.FindAsync(botId, cancellationToken) is { } bot
            && (bot.AccountId is null || bot.AccountId == caller.AccountId)
                ? (SenderKind.AgentBot, bot.Id)
                : (SenderKind.User, caller.User!.Id);
    }

    private static JsonObject? ContentAttributes(RequestParameters parameters, ParameterReader read)
    {
        // In a form they are JSON in a text; one that cannot be read must not hold the message up.
        var isText = parameters.Tree["content_attributes"] is JsonValue value && value.TryGetValue(out string? _);
        var attributes = (isText ? new ParameterReader(parameters, new RecordErrors()) : read).Object("content_attributes").Or(null);
        foreach (var name in (string[])["cc_emails", "bcc_emails", "to_emails"])
        {
            if (read.TextOrNull(name).Or(null) is { } addresses)
            {
                attributes = Cloned(attributes);
                attributes[name] = new JsonArray([.. addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(address => (JsonNode)address)]);
            }
        }

        if (read.TextOrNull("external_created_at").Or(null) is { } createdAt)
        {
            attributes = Cloned(attributes);
            attributes["external_created_at"] = createdAt;
        }

        return attributes;
    }

    private static JsonObject? AdditionalAttributes(ParameterReader read)
    {
        var (campaign, template) = (read.Integer("campaign_id").Or(null), read.Object("template_params").Or(null));
        var metadata = read.Object(AddressedMessage.Metadata).Or(null);
        if (campaign is null && template is null && metadata is null)
        {
            return null;
        }

        var attributes = new JsonObject();
        if (campaign is not null)
        {
            attributes["campaign_id"] = campaign;
        }

        if (template is not null)
        {
            attributes["template_params"] = template.DeepClone();
        }

        if (metadata is not null)
        {
            attributes[AddressedMessage.Metadata] = metadata.DeepClone();
        }

        return attributes;
    }

    private static JsonObject Cloned(JsonObject? attributes) => (JsonObject?)attributes?.DeepClone() ?? [];
}
