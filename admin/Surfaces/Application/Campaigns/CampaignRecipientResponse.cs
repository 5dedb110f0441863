using OneLink.Admin.Campaigns;

namespace OneLink.Admin.Surfaces.Application.Campaigns;

/// <summary>A recipient of a campaign. Times are ISO 8601.</summary>
/// <param name="ContactId">Null where the contact was deleted.</param>
/// <param name="Name">Of the contact.</param>
/// <param name="State">waiting, sent or skipped.</param>
/// <param name="Reason">Why it was skipped.</param>
/// <param name="Detail">Of a refusal, in words.</param>
/// <param name="DueAt">Not before; null unless it waits.</param>
/// <param name="MessageId">Null where there is none, or it was deleted.</param>
/// <param name="MessageStatus">sent, delivered, read or failed.</param>
/// <param name="ConversationId">As people see it.</param>
/// <param name="SettledAt">When it was sent or skipped.</param>
internal sealed record CampaignRecipientResponse(
    long? ContactId,
    string? Name,
    string State,
    string? Reason,
    string? Detail,
    string? DueAt,
    long? MessageId,
    string? MessageStatus,
    long? ConversationId,
    string? SettledAt)
{
    public static CampaignRecipientResponse Of(CampaignRecipient recipient) => new(
        recipient.ContactId,
        recipient.Name,
        recipient.State,
        recipient.Reason,
        recipient.Detail,
        ApiTime.Iso(recipient.DueAt),
        recipient.MessageId,
        recipient.MessageStatus is { } status ? Admin.Messages.MessageStatus.Name(status) : null,
        recipient.ConversationDisplayId,
        ApiTime.Iso(recipient.SettledAt));
}
