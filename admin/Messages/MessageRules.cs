using System.Text.Json.Nodes;
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

    /// <summary>How long a survey can be answered.</summary>
    private static readonly TimeSpan SurveyTime = TimeSpan.FromDays(14);

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
        AreTooManyAttachments(input.FileIds.Count, errors);

        return errors;
    }

    /// <summary>Asked before files are stored, too.</summary>
    public static bool AreTooManyAttachments(int count, RecordErrors errors)
    {
        if (count <= MaxFiles)
        {
            return false;
        }

        errors.Add("attachments", RecordErrorCode.TooLong, $"exceeded the maximum allowed ({MaxFiles})");
        return true;
    }

    /// <summary>Whether it is a survey that can no longer be answered.</summary>
    public static bool HasEnded(Message message, DateTimeOffset now)
        => message.ContentType is MessageContentType.InputCsat && now - DateTimeOffset.FromUnixTimeMilliseconds(message.CreatedAt) > SurveyTime;

    /// <summary>Whether a message asks for what is filled in, and still does.</summary>
    public static RecordErrors CheckSubmission(Message message, JsonNode values, DateTimeOffset now)
    {
        var errors = new RecordErrors();
        if (!MessageContentType.AsksForAnswers(message.ContentType))
        {
            errors.Invalid("submitted_values");
        }
        else if (HasEnded(message, now))
        {
            errors.Add("submitted_values", RecordErrorCode.Invalid, "can no longer be given: the survey has ended");
        }

        TextRules.Length(errors, "submitted_values", values.ToJsonString(), MaxAttributes);
        return errors;
    }
}
