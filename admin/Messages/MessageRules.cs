using OneLink.Admin.Validation;

namespace OneLink.Admin.Messages;

/// <summary>What a message must keep to by itself.</summary>
internal static class MessageRules
{
    public const int MaxContent = 150_000;
    public const int MaxFiles = 15;

    /// <summary>More than these within a minute are a loop, not a conversation.</summary>
    public const int MaxPerMinute = 200;

    private const int MaxAttributes = 256 * 1024;

    public static RecordErrors Check(MessageInput input)
    {
        var errors = new RecordErrors();
        TextRules.Length(errors, "content", input.Content, MaxContent);
        TextRules.Length(errors, "source_id", input.SourceId);
        TextRules.Length(errors, "echo_id", input.EchoId);
        TextRules.Length(errors, "client_key", input.ClientKey);
        if (input.ContentType is { } type && !MessageContentType.IsKnown(type))
        {
            errors.NotIncluded("content_type");
        }

        MessageItems.Check(errors, input.ContentType, input.ContentAttributes?["items"]);
        TextRules.Length(errors, "content_attributes", input.ContentAttributes?.ToJsonString(), MaxAttributes);
        TextRules.Length(errors, "additional_attributes", input.AdditionalAttributes?.ToJsonString(), MaxAttributes);
        if (input.FileIds.Count > MaxFiles)
        {
            errors.Add("attachments", RecordErrorCode.TooLong, $"exceeded the maximum allowed ({MaxFiles})");
        }

        return errors;
    }
}
