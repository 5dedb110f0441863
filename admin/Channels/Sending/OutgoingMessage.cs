using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Sending;

/// <summary>A message with what a connector needs to send it.</summary>
/// <param name="Message">As stored.</param>
/// <param name="To">By which the channel names the person; null where the inbox knows him no more.</param>
/// <param name="IsOptedOut">Whether the person wants no messages there.</param>
/// <param name="Files">In the order in which they were given.</param>
internal sealed record OutgoingMessage(Message Message, string? To, bool IsOptedOut, IReadOnlyList<OutgoingFile> Files)
{
    private const string TemplateParams = "template_params";

    public bool IsDeleted => Message.ContentAttributes.Contains("deleted", StringComparison.Ordinal)
        && AttributeObject.Parse(Message.ContentAttributes)["deleted"] is JsonValue value && value.TryGetValue(out bool deleted) && deleted;

    /// <summary>Null for a message that is none.</summary>
    public JsonObject? Template => AttributeObject.Parse(Message.AdditionalAttributes)[TemplateParams] as JsonObject;

    /// <summary>By which the provider names what is answered; null where nothing is.</summary>
    public string? InReplyTo => AttributeObject.Text(AttributeObject.Parse(Message.ContentAttributes), "in_reply_to_external_id");

    /// <summary>What leaves one after the other: providers take one file at a time.</summary>
    /// <param name="takesCaption">Whether text goes along with a file of this kind.</param>
    public IReadOnlyList<OutgoingPart> Parts(Func<string, bool> takesCaption)
    {
        if (Template is { } template)
        {
            return [new OutgoingPart(Message.Content, null, template)];
        }

        var text = string.IsNullOrWhiteSpace(Message.Content) ? null : Message.Content;
        if (Files.Count == 0)
        {
            return text is null ? [] : [new OutgoingPart(text, null, null)];
        }

        var isCaption = text is not null && takesCaption(Files[0].Kind);
        var parts = Files.Select((file, index) => new OutgoingPart(index == 0 && isCaption ? text : null, file, null));
        return text is not null && !isCaption ? [new OutgoingPart(text, null, null), .. parts] : [.. parts];
    }
}
