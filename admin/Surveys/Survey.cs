using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surveys;

/// <summary>The message that asks a contact how content it is, with what a page shows around it.</summary>
internal sealed record Survey
{
    public required Message Message { get; init; }

    /// <summary>The number of the conversation that people see.</summary>
    public required long DisplayId { get; init; }

    public required long ContactId { get; init; }

    public required string InboxName { get; init; }

    public string? InboxAvatarUrl { get; init; }

    /// <summary>The account's language.</summary>
    public required string Locale { get; init; }

    /// <summary>emoji or star.</summary>
    public string DisplayType => AttributeObject.Text(AttributeObject.Parse(Message.ContentAttributes), SurveyOffer.DisplayType) ?? SurveyOffer.DefaultDisplayType;
}
