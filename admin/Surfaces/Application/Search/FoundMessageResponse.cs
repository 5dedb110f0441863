using OneLink.Admin.Surfaces.Application.Messages;

namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>A message that was found, or the first one of a conversation that was. The time is in Unix seconds.</summary>
internal sealed record FoundMessageResponse(
    long Id,
    string? Content,
    long MessageType,
    string ContentType,
    string? SourceId,
    long InboxId,
    long ConversationId,
    long CreatedAt,
    SenderResponse? Sender,
    FoundInboxResponse? Inbox);
